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

  it('are not found under another id, or without one', async () => {
    const { post } = await startHttp();
    const unknown = await post(list, { 'mcp-session-id': 'b7a1' });
    expect(unknown).toMatchObject({ status: 404, json: { error: { code: -32_001 } } });
    expect(await post(list)).toMatchObject({ status: 400, json: { error: { code: -32_000 }, id: null } });
    expect((await post([initialize])).status).toBe(400);
  });

  it('are closed when they were unused for the idle time, and not a moment earlier', async () => {
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

  it('are in use while a call goes on whose connection broke', async () => {
    const { url, clock, service, post } = await startHttp({ maxSessions: 1, sessionIdleMs: 5_000 });
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const leaving = new AbortController();
    const headers = {
      ...session,
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
    };
    const body = JSON.stringify(waitCall(30));
    const reads = (): number => service.control.requests.entries({ method: 'GET' }).length;
    const before = reads();
    const call = await fetch(url, { method: 'POST', headers, body, signal: leaving.signal });
    expect(call.status).toBe(200);
    await expect.poll(reads).toBeGreaterThan(before);
    leaving.abort();
    await clock.advance(10_000);
    expect((await post(initialize)).status).toBe(503);
    expect((await post({ ...list, id: 9 }, session)).status).toBe(200);
    await clock.advance(30_000);
    await expect.poll(async () => (await post(initialize)).status).toBe(200);
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
    expect((await post(initialize, { accept: 'text/html' })).status).toBe(406);
    await expect.poll(() => logged.join('')).toContain('"event":"session-ended","sessions":0');
    expect((await post(initialize)).status).toBe(200);
    expect(logged.filter((line) => line.includes('session-started'))).toHaveLength(1);
  });

  it('give a client that has lost its stream what it has missed, whether they have noticed the loss or not', async () => {
    const { url, clock, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    await post(attachCall, session);
    const headers = {
      ...session,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2025-11-25',
    };
    const body = JSON.stringify(waitCall(5));
    const stream = await fetch(url, { method: 'POST', headers, body });
    const first = await stream.body?.getReader().read();
    const lastEventId = /id: (\S+)/.exec(new TextDecoder().decode(first?.value))?.[1] ?? '';
    expect(lastEventId).not.toBe('');
    const resume = () => fetch(url, { headers: { ...headers, 'last-event-id': lastEventId } });
    // The first connection still stands, as behind a proxy that has lost the client.
    expect((await resume()).status).toBe(200);
    const resumed = await resume();
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    await clock.advance(6_000);
    expect(await resumed.text()).toContain('"outcome":"timed_out"');
    for (let id = 10; id < 50; id += 1) await post({ ...list, id }, session);
    expect((await post({ ...list, id: 50 }, session)).status).toBe(200);
  });

  it.each(['nonsense', '4711'])(
    'start a stream afresh after the event %j, which is unknown',
    async (eventId) => {
      const { url, post } = await startHttp();
      const headers = { ...sessionOf(await post(initialize)), accept: 'text/event-stream' };
      const leaving = new AbortController();
      const stream = await fetch(url, {
        headers: { ...headers, 'last-event-id': eventId },
        signal: leaving.signal,
      });
      expect(stream.status).toBe(200);
      expect(stream.headers.get('content-type')).toBe('text/event-stream');
      leaving.abort();
    },
  );

  it('let a second stream take the place of one that hangs', async () => {
    const { url, post } = await startHttp();
    const headers = { ...sessionOf(await post(initialize)), accept: 'text/event-stream' };
    const first = await fetch(url, { headers });
    const leaving = new AbortController();
    const second = await fetch(url, { headers, signal: leaving.signal });
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(await first.text()).toBe('');
    leaving.abort();
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

  it('waits for a limited time only', async () => {
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
