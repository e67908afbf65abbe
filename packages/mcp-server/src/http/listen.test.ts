import { expect, it } from 'vitest';
import { listen } from './listen.js';

it('tells where it listens, and gives slow and wordy clients their limits', async () => {
  const { server, url } = await listen({ host: '127.0.0.1', port: 0 });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
  const { headersTimeout, requestTimeout, timeout, keepAliveTimeout } = server;
  expect({ headersTimeout, requestTimeout, timeout, keepAliveTimeout }).toEqual({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    timeout: 0,
    keepAliveTimeout: 75_000,
  });
  server.close();
});

it('fails with the reason of the system', async () => {
  const { server, url } = await listen({ host: '127.0.0.1', port: 0 });
  const port = Number(new URL(url).port);
  await expect(listen({ host: '127.0.0.1', port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  server.close();
});
