import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listen } from '../listen.js';
import { type Exchange, whenOver } from './exchange.js';

it('knows that an answer is over, also when its client had gone before anybody asked', async () => {
  const { server, url } = await listen({ host: '127.0.0.1', port: 0 });
  const exchanges: Exchange[] = [];
  server.on('request', (request, response) => exchanges.push({ request, response, body: undefined }));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /mcp HTTP/1.1\r\nhost: localhost\r\n\r\n');
  await once(server, 'request');
  const [exchange] = exchanges;
  if (exchange === undefined) throw new Error('no request');
  const early = whenOver(exchange);
  expect(await Promise.race([early, 'not yet'])).toBe('not yet');
  socket.destroy();
  await early;
  await whenOver(exchange);
  server.close();
});
