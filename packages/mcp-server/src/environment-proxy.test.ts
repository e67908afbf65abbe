import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { useEnvironmentProxy } from './environment-proxy.js';

const supported = Reflect.has(http, 'setGlobalProxyFromEnv');

describe('useEnvironmentProxy', () => {
  it('does nothing without a proxy', () => {
    expect(useEnvironmentProxy({ HTTP_PROXY: 'http://127.0.0.1:1' })).toBe('off');
  });

  it('leaves it to Node where Node has been told', () => {
    expect(useEnvironmentProxy({ HTTPS_PROXY: 'http://127.0.0.1:1', NODE_USE_ENV_PROXY: '1' })).toBe('on');
  });

  it.runIf(supported)('sends requests through the proxy', async () => {
    const proxy = http.createServer();
    const asked = once(proxy, 'connect');
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address: AddressInfo | string | null = proxy.address();
    const port = typeof address === 'object' ? address?.port : null;
    expect(useEnvironmentProxy({ https_proxy: `http://127.0.0.1:${port}` })).toBe('on');
    const request = fetch('https://management.azure.com/').catch(() => 'refused');
    const [message, socket] = await asked;
    expect(message.url).toBe('management.azure.com:443');
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    expect(await request).toBe('refused');
    proxy.close();
  });
});
