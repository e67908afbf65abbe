import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { fetchKeys } from './fetch-keys.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer ?? (() => {}));
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

it('gives the document', async () => {
  const url = await serve((_, response) => response.end('{"keys":[]}'));
  expect(await (await fetchKeys(url, {})).json()).toEqual({ keys: [] });
});

it('stops reading a document without an end', async () => {
  let isClosed = false;
  const url = await serve((_, response) => {
    response.on('close', () => {
      isClosed = true;
    });
    const write = (): void => {
      if (isClosed) return;
      if (response.write('x'.repeat(64 * 1024))) setImmediate(write);
      else response.once('drain', write);
    };
    write();
  });
  await expect(fetchKeys(url, {})).rejects.toThrow('too long');
  await expect.poll(() => isClosed).toBe(true);
});

it('follows no redirect', async () => {
  const url = await serve((_, response) => response.writeHead(302, { location: '/other' }).end());
  await expect(fetchKeys(url, {})).rejects.toThrow();
});
