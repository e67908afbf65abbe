import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { modernHeaders, modernRequest } from './modern.js';
import { initialize, send, sessionOf, startHttp, toolCall } from './start-http.js';

const ERAS = ['legacy, with sessions', 'legacy, without sessions', 'modern'] as const;
type Served = (typeof ERAS)[number];

/** Asks for the tools, or calls one with progress, with an `Accept` header or none. */
async function startEra(era: Served) {
  const { url, post, clock } = await startHttp({ stateless: era === 'legacy, without sessions' });
  const session = era === 'legacy, with sessions' ? sessionOf(await post(initialize)) : {};
  const ask = (method: string, { _meta, ...params }: Readonly<Record<string, unknown>>, accept?: string) => {
    const modern = modernRequest(method, { params });
    const legacy = { jsonrpc: '2.0', id: 1, method, params: { ...params, ...(_meta ? { _meta } : {}) } };
    const headers = {
      'content-type': 'application/json',
      ...(era === 'modern' ? modernHeaders(modern) : { 'mcp-protocol-version': '2025-11-25', ...session }),
      ...(accept === undefined ? {} : { accept }),
    };
    const envelope = { ...modern.params._meta, ...Object(_meta) };
    const body = era === 'modern' ? { ...modern, params: { ...modern.params, _meta: envelope } } : legacy;
    return send(url, { headers, body });
  };
  return { ask, clock };
}

describe.each(ERAS)('over HTTP, %s', (era) => {
  it.each([
    ['application/json', 'application/json'],
    ['text/event-stream', 'text/event-stream'],
    ['*/*', null],
    [undefined, null],
    ['application/json, text/event-stream', null],
  ])('a client that accepts %s is served', async (accept, type) => {
    const { ask } = await startEra(era);
    const { status, headers, json } = await ask('tools/list', {}, accept);
    expect(status).toBe(200);
    if (type !== null) expect(headers['content-type']).toMatch(type);
    expect(json).toHaveProperty('result.tools');
  });

  it('a client that accepts JSON alone gets the answer to a call that reports progress', async () => {
    const { ask, clock } = await startEra(era);
    const params = {
      name: 'compute_wait',
      arguments: { name: 'gpu', until: 'attached', max_wait_seconds: 20 },
      _meta: { progressToken: 'p' },
    };
    await ask('tools/call', {
      name: 'compute_attach',
      arguments: { name: 'gpu', resource_id: demoIds.aksId },
    });
    const waiting = ask('tools/call', params, 'application/json');
    await expect.poll(() => clock.sleeping).toBeGreaterThan(1);
    await clock.advance(25_000);
    const { headers, text, json } = await waiting;
    expect(headers['content-type']).toMatch('application/json');
    expect(text).not.toContain('notifications/progress');
    expect(json).toMatchObject({ result: { structuredContent: { outcome: 'timed_out' } } });
  });

  it('a client that accepts neither is refused', async () => {
    const { ask } = await startEra(era);
    const { status, json } = await ask('tools/list', {}, 'text/html');
    expect(status).toBe(406);
    expect(json).toMatchObject({ error: { message: expect.stringContaining('Accept') } });
  });
});

it('a stream is refused to a client that accepts JSON alone', async () => {
  const { url, post } = await startHttp();
  const session = sessionOf(await post(initialize));
  const headers = { ...session, accept: 'application/json' };
  expect((await send(url, { method: 'GET', headers })).status).toBe(406);
  const listen = modernRequest('subscriptions/listen', { params: { notifications: {} } });
  expect((await post(listen, { ...modernHeaders(listen), accept: 'application/json' })).status).toBe(406);
});

it('a batch is answered by a list', async () => {
  const { post } = await startHttp();
  const session = sessionOf(await post(initialize));
  const batch = [toolCall('compute_list', {}, 7), toolCall('compute_list', {}, 8)];
  const { text } = await post(batch, { ...session, accept: 'application/json' });
  const answers: unknown = JSON.parse(text);
  expect(answers).toEqual([expect.objectContaining({ id: 7 }), expect.objectContaining({ id: 8 })]);
});
