import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProxy } from '../configuration/environment-proxy.js';
import { openUndici } from './open-undici.js';

const get = { method: 'GET', headers: {}, timeoutMs: 10_000 } as const;
let proxy: Server;
let tunnels: string[];
let address: string;

beforeEach(async () => {
  tunnels = [];
  proxy = createServer((_request, response) => response.end('by the proxy itself'));
  proxy.on('connect', (request, socket) => {
    tunnels.push(`${request.url} ${request.headers['proxy-authorization']}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const at = proxy.address();
  address = `127.0.0.1:${typeof at === 'object' ? at?.port : ''}`;
});

afterEach(() => {
  proxy.closeAllConnections();
  proxy.close();
});

const through = (noProxy = '') =>
  openUndici(readProxy({ HTTPS_PROXY: `http://svc:pa%23ss@${address}`, NO_PROXY: noProxy }));

describe('the way to Azure', () => {
  it('goes through the proxy, with its password, which no error shows', async () => {
    const failure = through()({ ...get, url: 'https://management.azure.com/x' });
    await expect(failure).rejects.toMatchObject({
      code: 'network',
      message: expect.not.stringMatching(/pa#ss|pa%23ss/),
    });
    const credentials = Buffer.from('svc:pa#ss').toString('base64');
    expect(tunnels).toEqual([`management.azure.com:443 Basic ${credentials}`]);
  });

  it.each([
    'https://127.0.0.1:1/x',
    'https://localhost:1/x',
    'https://[::1]:1/x',
    'https://azure.corp.example:1/x',
  ])('leads to %s without the proxy', async (url) => {
    await expect(through('.corp.example')({ ...get, url })).rejects.toMatchObject({ code: 'network' });
    expect(tunnels).toEqual([]);
  });

  it('needs no proxy', async () => {
    expect(await openUndici(null)({ ...get, url: `http://${address}/` })).toMatchObject({
      status: 200,
      body: 'by the proxy itself',
    });
  });
});
