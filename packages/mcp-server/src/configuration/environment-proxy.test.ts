import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { proxyProblems, readProxy, useEnvironmentProxy } from './environment-proxy.js';

const supported = Reflect.has(http, 'setGlobalProxyFromEnv');

describe('useEnvironmentProxy', () => {
  it('does nothing without a proxy', () => {
    expect(useEnvironmentProxy({ HTTP_PROXY: 'http://127.0.0.1:1' })).toBe('off');
  });

  it('leaves it to a Node that has been told, and heeds it', () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1', NODE_USE_ENV_PROXY: '1' };
    const flags = vi.spyOn(process, 'allowedNodeEnvironmentFlags', 'get');
    const modules = vi.spyOn(process, 'getBuiltinModule').mockReturnValue({});
    flags.mockReturnValue(new Set(['--use-env-proxy']));
    expect(useEnvironmentProxy(env)).toBe('on');
    flags.mockReturnValue(new Set());
    expect(useEnvironmentProxy(env)).toBe('unsupported');
    flags.mockRestore();
    modules.mockRestore();
  });

  it('lets Azure’s identity library reach this machine without the proxy', () => {
    const modules = vi.spyOn(process, 'getBuiltinModule').mockReturnValue({});
    const env: Record<string, string> = { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '169.254.169.254' };
    expect(useEnvironmentProxy(env)).toBe('unsupported');
    const hosts = '169.254.169.254,localhost,127.0.0.1,::1,[::1]';
    expect(env).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
    modules.mockRestore();
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

describe('readProxy', () => {
  const HERE = 'localhost,127.0.0.1,::1,[::1]';

  it.each([
    [{}, null],
    [{ HTTP_PROXY: 'http://p:1', NO_PROXY: 'x' }, null],
    [{ HTTPS_PROXY: '' }, null],
    [{ HTTPS_PROXY: 'http://p:1' }, { httpsProxy: 'http://p:1', noProxy: HERE }],
    [
      { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:1' },
      { httpsProxy: 'http://q:1', noProxy: HERE },
    ],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: ' .corp, x.example:8443 ' },
      { httpsProxy: 'http://p:1', noProxy: `.corp,x.example:8443,${HERE}` },
    ],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: 'x', no_proxy: '' },
      { httpsProxy: 'http://p:1', noProxy: HERE },
    ],
    [
      { HTTPS_PROXY: 'http://p:1', NO_PROXY: ' * ' },
      { httpsProxy: 'http://p:1', noProxy: '*' },
    ],
  ])('reads %j', (env, expected) => {
    expect(readProxy(env)).toEqual(expected);
  });
});

describe('proxyProblems', () => {
  const names = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

  it.each(['http://svc:pa#ss@proxy:8080', '10.0.0.1:3128', 'proxy:8080', 'socks5://proxy:1080', ' '])(
    'names a variable that holds %j, and not what it holds',
    (value) => {
      for (const name of names) {
        const problems = proxyProblems({ HTTPS_PROXY: 'https://svc:pa%23ss@proxy:8080', [name]: value });
        expect(problems).toEqual([expect.stringMatching(new RegExp(`^${name} must be an http URL`))]);
        if (value !== ' ') expect(problems.join()).not.toContain(value);
      }
    },
  );

  it('finds none where nothing is wrong, or no proxy is followed', () => {
    expect(proxyProblems({ HTTPS_PROXY: 'http://svc:pa%23ss@10.0.0.1:3128', HTTP_PROXY: '' })).toEqual([]);
    expect(proxyProblems({ HTTP_PROXY: '10.0.0.1:3128' })).toEqual([]);
  });
});
