import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { initialize, send, sessionOf, startHttp } from './start-http.js';

const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('what is refused over HTTP', () => {
  const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };

  it.each([
    ['evil.example.com', undefined],
    ['evil.example.com:80', undefined],
    ['127.0.0.1.example.com', undefined],
    ['localhost@evil.example.com', undefined],
    ['localhost', 'http://evil.example.com'],
    ['localhost', 'http://localhost.evil.example.com'],
    ['localhost', 'null'],
    ['localhost', 'javascript://localhost'],
    ['localhost', 'http://2130706433'],
    ['localhost', 'http://0x7f.1'],
    ['localhost', 'http://localhost/path'],
  ])('a request to %s from %s', async (host, origin) => {
    const { url } = await startHttp();
    const headers = { ...json, host, ...(origin === undefined ? {} : { origin }) };
    const answer = await send(url, { body: initialize, headers });
    expect(answer).toMatchObject({ status: 403, json: { jsonrpc: '2.0', id: null } });
  });

  it.each([
    ['localhost:8080', undefined],
    ['[::1]:1', 'http://localhost:5173'],
    ['MCP.example.com', 'https://mcp.example.com'],
    ['other.example.com', 'https://app.example.com'],
  ])('a request to %s from %s is not', async (host, origin) => {
    const { url } = await startHttp({
      publicUrl: 'https://mcp.example.com/mcp',
      allowedHosts: ['other.example.com'],
      allowedOrigins: ['https://app.example.com'],
    });
    const headers = { ...json, host, ...(origin === undefined ? {} : { origin }) };
    expect((await send(url, { body: initialize, headers })).status).toBe(200);
  });

  it('a request with two names', async () => {
    const { url } = await startHttp();
    const { hostname, port } = new URL(url);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.end(
          'GET /mcp HTTP/1.1\r\nHost: localhost\r\nHost: evil.example.com\r\nConnection: close\r\n\r\n',
        ),
      );
      socket.once('data', (data) => resolve(String(data)));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('a message with a long id, which would be kept', async () => {
    const { post } = await startHttp();
    const session = sessionOf(await post(initialize));
    const answer = await post({ jsonrpc: '2.0', id: 'x'.repeat(1_000_000), method: 'ping' }, session);
    expect(answer).toMatchObject({ status: 400, json: { error: { code: -32_600 } } });
    expect(answer.text.length).toBeLessThan(300);
  });

  it('lets pages of allowed origins read answers, and no others', async () => {
    const { url, post } = await startHttp({ allowedOrigins: ['https://app.example.com'] });
    const origin = 'https://app.example.com';
    const preflight = await send(url, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('mcp-session-id');
    const answer = await post(initialize, { origin });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': expect.stringContaining('mcp-session-id'),
      vary: 'origin',
    });
    const local = await post(initialize, { origin: 'http://localhost:5173' });
    expect(local.status).toBe(200);
    expect(local.headers).not.toHaveProperty('access-control-allow-origin');
    const refused = await send(url, { method: 'OPTIONS', headers: { origin: 'http://localhost:5173' } });
    expect(refused.status).toBe(405);
  });

  it('a body that is too long, however it is sent', async () => {
    const { url, post } = await startHttp();
    const long = JSON.stringify({ ...list, params: { padding: 'x'.repeat(3 * 1024 * 1024) } });
    expect(await post(long)).toMatchObject({ status: 413, json: { error: { code: -32_000 } } });
    const chunks = new ReadableStream({
      start: (controller) => {
        for (let part = 0; part < 40; part += 1) controller.enqueue(new Uint8Array(64 * 1024).fill(32));
        controller.close();
      },
    });
    const streamed = await fetch(url, { method: 'POST', headers: json, body: chunks, duplex: 'half' });
    expect(streamed.status).toBe(413);
    expect((await post(initialize)).status).toBe(200);
  });

  it('a body above the limit that never ends: it is read for a second more, and no longer', async () => {
    const { url, clock } = await startHttp();
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write('POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
    socket.write('Content-Length: 99999999\r\n\r\n{');
    const answer = await new Promise<string>((resolve) =>
      socket.once('data', (data) => resolve(String(data))),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    await clock.advance(1_000);
    await closed;
  });

  it.each(['{', '', 'null x', '{"jsonrpc":"2.0",}', '\u0000'])('a body that is no JSON: %j', async (body) => {
    const { post } = await startHttp();
    expect(await post(body)).toMatchObject({ status: 400, json: { error: { code: -32_700 } } });
  });

  it.each([[[]], [{}], ['"text"'], ['null'], ['7'], [{ jsonrpc: '1.0', id: 1, method: 'ping' }]])(
    'a body that is no message: %j',
    async (body) => {
      const { post } = await startHttp();
      const session = sessionOf(await post(initialize));
      const { status, headers } = await post(body, session);
      expect(status).toBeGreaterThanOrEqual(202);
      expect(status).toBeLessThan(500);
      expect(headers['content-type'] ?? 'application/json').toBe('application/json');
    },
  );

  it('a body of another type, another method, another path, an unknown version of the protocol', async () => {
    const { url, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    for (const type of ['text/plain', 'text/plain; a=application/json', 'application/jsonx', ''])
      expect((await post(list, { ...session, 'content-type': type })).status).toBe(415);
    expect((await post(list, { ...session, 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(
      200,
    );
    const put = await send(url, { method: 'PUT', headers: session });
    expect(put).toMatchObject({ status: 405, headers: { allow: 'GET, POST, DELETE' } });
    for (const path of ['/', '/mcp//', '/sse', '/metrics', '/.well-known/oauth-protected-resource'])
      expect((await send(new URL(path, url).href, { method: 'GET' })).status).toBe(404);
    expect((await post(list, { ...session, 'mcp-protocol-version': '1999-01-01' })).status).toBe(400);
  });

  it('survives a client that leaves in the middle of its body', async () => {
    const { url, logged, post } = await startHttp();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(
      'POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    );
    await new Promise((resolve) => socket.once('ready', resolve));
    await expect.poll(() => socket.bytesWritten).toBeGreaterThan(90);
    socket.destroy();
    await expect.poll(() => logged.join('')).toContain('broken off');
    expect((await post(initialize)).status).toBe(200);
  });
});
