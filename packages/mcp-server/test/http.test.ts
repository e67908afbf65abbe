import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { attachCall, initialize, send, sessionOf, startHttp, toolCall, waitCall } from './start-http.js';

const IDLE_MS = 30 * 60_000;
const cancel = (requestId: number) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId },
});
const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

describe('sessions over HTTP', () => {
  it('start with initialize, answer by their id, and end with DELETE', async () => {
    const { url, post } = await startHttp();
    const opened = await post(initialize);
    expect(opened.status).toBe(200);
    const session = sessionOf(opened);
    expect((await post({ jsonrpc: '2.0', method: 'notifications/initialized' }, session)).status).toBe(202);
    const called = await post(toolCall('compute_list'), session);
    expect(called.json).toMatchObject({ id: 2, result: { structuredContent: { total: 0 } } });
    expect((await send(url, { method: 'DELETE', headers: session })).status).toBe(200);
    expect((await post(list, session)).status).toBe(404);
  });

  it('are not there for whoever names another, or none', async () => {
    const { post } = await startHttp();
    const unknown = await post(list, { 'mcp-session-id': 'b7a1' });
    expect(unknown).toMatchObject({ status: 404, json: { error: { code: -32_001 } } });
    expect(await post(list)).toMatchObject({ status: 400, json: { error: { code: -32_000 }, id: null } });
    expect((await post([initialize])).status).toBe(400);
  });

  it('are closed when nobody has used them for the idle time, and not a moment earlier', async () => {
    const { clock, logged, post } = await startHttp({ sessionIdleMs: IDLE_MS });
    const [one, other] = [sessionOf(await post(initialize)), sessionOf(await post(initialize))];
    await clock.advance(IDLE_MS - 1);
    expect((await post(list, one)).status).toBe(200);
    await clock.advance(1);
    expect((await post(list, other)).status).toBe(404);
    expect((await post(list, one)).status).toBe(200);
    await expect.poll(() => logged.filter((line) => line.includes('session-ended'))).toHaveLength(1);
  });

  it('stay while a client listens', async () => {
    const { url, clock, post } = await startHttp({ sessionIdleMs: IDLE_MS });
    const session = sessionOf(await post(initialize));
    const listening = new AbortController();
    const headers = { ...session, accept: 'text/event-stream' };
    const stream = await fetch(url, { headers, signal: listening.signal });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    await clock.advance(3 * IDLE_MS);
    expect((await post(list, session)).status).toBe(200);
    listening.abort();
  });

  it('make room for the next by closing the one used longest ago', async () => {
    const { clock, post } = await startHttp({ maxSessions: 2 });
    const first = sessionOf(await post(initialize));
    await clock.advance(1);
    const second = sessionOf(await post(initialize));
    await clock.advance(1);
    expect((await post(list, first)).status).toBe(200);
    const third = sessionOf(await post(initialize));
    expect((await post(list, second)).status).toBe(404);
    expect((await post(list, first)).status).toBe(200);
    expect((await post(list, third)).status).toBe(200);
  });

  it('are refused when all are in use', async () => {
    const { url, post } = await startHttp({ maxSessions: 1 });
    const headers = { ...sessionOf(await post(initialize)), accept: 'text/event-stream' };
    const listening = new AbortController();
    await fetch(url, { headers, signal: listening.signal });
    const refused = await post(initialize);
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '10' } });
    listening.abort();
    await expect.poll(async () => (await post(initialize)).status).toBe(200);
  });

  it('end the answer to a call that is canceled, and are not held open by it', async () => {
    const { clock, logged, post } = await startHttp({ sessionIdleMs: IDLE_MS });
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const waiting = post(waitCall(50, 7), session);
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    expect((await post(cancel(7), session)).status).toBe(202);
    expect((await waiting).json).toMatchObject({ id: 7, error: { code: -32_800 } });
    await clock.advance(IDLE_MS);
    await expect.poll(() => logged.join('')).toContain('"event":"session-ended","sessions":0');
  });

  it('leave nothing behind when their initialize is not acceptable', async () => {
    const { logged, post } = await startHttp({ maxSessions: 1 });
    expect((await post(initialize, { accept: 'application/json' })).status).toBe(406);
    await expect.poll(() => logged.join('')).toContain('"event":"session-ended","sessions":0');
    expect((await post(initialize)).status).toBe(200);
    expect(logged.filter((line) => line.includes('session-started'))).toHaveLength(1);
  });

  it('give a client that has lost its stream what it has missed, and tell it when that is gone', async () => {
    const { url, clock, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const leaving = new AbortController();
    const headers = {
      ...session,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    };
    const body = JSON.stringify(waitCall(5));
    const stream = await fetch(url, { method: 'POST', headers, body, signal: leaving.signal });
    const first = await stream.body?.getReader().read();
    const lastEventId = /id: (\S+)/.exec(new TextDecoder().decode(first?.value))?.[1] ?? '';
    expect(lastEventId).not.toBe('');
    leaving.abort();
    const resume = () => fetch(url, { headers: { ...headers, 'last-event-id': lastEventId } });
    let resumed = await resume();
    // The server may not have noticed yet that the first connection is gone.
    while (resumed.status === 409) resumed = await resume();
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    await clock.advance(6_000);
    expect(await resumed.text()).toContain('"outcome":"timed_out"');
    for (let id = 10; id < 50; id += 1) await post({ ...list, id }, session);
    const tooLate = await send(url, { method: 'GET', headers: { ...headers, 'last-event-id': lastEventId } });
    expect(tooLate.status).toBe(400);
  });
});

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
  ])('but not one to %s from %s', async (host, origin) => {
    const { url } = await startHttp({
      publicUrl: 'https://mcp.example.com/mcp',
      allowedHosts: ['other.example.com'],
      allowedOrigins: ['https://app.example.com'],
    });
    const headers = { ...json, host, ...(origin === undefined ? {} : { origin }) };
    expect((await send(url, { body: initialize, headers })).status).toBe(200);
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
    for (const path of ['/', '/mcp/', '/sse', '/metrics', '/.well-known/oauth-protected-resource'])
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

describe('without sessions', () => {
  it('answers each request by itself, as JSON, or as a stream where progress is wanted', async () => {
    const { post } = await startHttp({ stateless: true });
    const opened = await post(initialize);
    expect(opened.headers).not.toHaveProperty('mcp-session-id');
    expect(opened.json).toMatchObject({ result: { capabilities: { resources: {} } } });
    expect(opened.text).not.toContain('subscribe');
    const plain = await post(toolCall('compute_list'), { 'mcp-session-id': 'of another replica' });
    expect(plain.headers['content-type']).toBe('application/json');
    expect(plain.json).toMatchObject({ result: { structuredContent: { total: 0 } } });
    const call = toolCall('compute_list');
    const streamed = await post({ ...call, params: { ...call.params, _meta: { progressToken: 1 } } });
    expect(streamed.headers['content-type']).toBe('text/event-stream');
    expect(streamed.json).toMatchObject({ result: { structuredContent: { total: 0 } } });
  });

  it('answers a batch of which one call is canceled', async () => {
    const { post } = await startHttp({ stateless: true });
    await post(attachCall);
    const { text } = await post([waitCall(50, 7), { ...list, id: 8 }, cancel(7)]);
    expect(JSON.parse(text)).toMatchObject([
      { id: 7, error: { code: -32_800 } },
      { id: 8, result: {} },
    ]);
  });

  it('has nothing to listen to, and nothing to end', async () => {
    const { url } = await startHttp({ stateless: true });
    for (const method of ['GET', 'DELETE'])
      expect(await send(url, { method })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  it('gives a call whose client has gone ten seconds', async () => {
    const { url, clock, logged, post } = await startHttp({ stateless: true });
    await post(attachCall);
    const leaving = new AbortController();
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const body = JSON.stringify(waitCall(50));
    const calling = fetch(url, { method: 'POST', headers, body, signal: leaving.signal });
    await expect.poll(() => clock.sleeping).toBeGreaterThan(0);
    const sleeping = clock.sleeping;
    leaving.abort();
    await expect(calling).rejects.toThrow();
    await expect.poll(() => clock.sleeping).toBe(sleeping + 1);
    await clock.advance(9_999);
    expect(logged.join('')).not.toContain('canceled');
    await clock.advance(1);
    await expect.poll(() => logged.join('')).toContain('"outcome":"canceled"');
    expect(clock.sleeping).toBe(0);
  });
});

describe('stopping', () => {
  it('lets running calls answer, sends listeners away, and takes no new call', async () => {
    const { url, clock, http, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const listening = await fetch(url, { headers: { ...session, accept: 'text/event-stream' } });
    const waiting = post(waitCall(5, 7), session);
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    const ready = new URL('/readyz', url).href;
    expect((await send(ready, { method: 'GET' })).status).toBe(200);
    const stopped = http.stop(20_000);
    expect(await listening.text()).not.toContain('data');
    expect((await send(ready, { method: 'GET' })).status).toBe(503);
    expect((await send(new URL('/healthz', url).href, { method: 'GET' })).status).toBe(200);
    expect(await post(list, session)).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect((await post(cancel(99), session)).status).toBe(202);
    await clock.advance(6_000);
    expect((await waiting).json).toMatchObject({
      id: 7,
      result: { structuredContent: { outcome: 'timed_out' } },
    });
    await stopped;
    expect((await post(initialize)).status).toBe(503);
  });

  it('does not wait for ever', async () => {
    const { clock, service, http, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    service.control.faults.plan({ effect: { kind: 'latency', delayMs: 60_000 } });
    const calling = post(toolCall('compute_list'), session);
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    const stopped = http.stop(10_000);
    await clock.advance(9_999);
    expect(await Promise.race([stopped, 'not yet'])).toBe('not yet');
    await clock.advance(1);
    await stopped;
    expect((await calling).json).toEqual({});
  });
});
