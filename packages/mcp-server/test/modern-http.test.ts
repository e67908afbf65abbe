import { request as httpRequest } from 'node:http';
import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it, vi } from 'vitest';
import { MODERN, modernHeaders, modernRequest } from './modern.js';
import { createPost, initialize, send, sessionOf, startHttp } from './start-http.js';

const list = modernRequest('tools/list');
const status = modernRequest('tools/call', {
  params: { name: 'compute_get_status', arguments: { name: 'gpu' } },
});

describe('the modern era over HTTP', () => {
  it('is served beside the legacy one, at the same endpoint', async () => {
    const { post } = await startHttp();
    const discover = modernRequest('server/discover');
    const found = await post(discover, modernHeaders(discover));
    expect(found.status).toBe(200);
    expect(found.headers['mcp-session-id']).toBeUndefined();
    expect(found.json['result']).toMatchObject({
      supportedVersions: [MODERN],
      capabilities: { tools: {}, resources: { subscribe: true }, prompts: {}, completions: {} },
      instructions: expect.stringContaining('compute_attach'),
      ttlMs: 3_600_000,
      cacheScope: 'private',
      resultType: 'complete',
    });
    expect((await post(initialize)).json['result']).toMatchObject({ protocolVersion: '2025-11-25' });
    expect((await post(list, modernHeaders(list))).json['result']).toHaveProperty('tools');
  });

  it('is served with a slash at the end of the path, as is the legacy one', async () => {
    const { url } = await startHttp();
    const slashed = createPost(`${url}/`);
    expect((await slashed(list, modernHeaders(list))).json['result']).toHaveProperty('tools');
    const opened = await slashed(initialize);
    expect(opened.status).toBe(200);
    const listed = await slashed({ jsonrpc: '2.0', id: 2, method: 'tools/list' }, sessionOf(opened));
    expect(listed.json['result']).toHaveProperty('tools');
    expect((await send(`${url}/`, { method: 'DELETE', headers: sessionOf(opened) })).status).toBe(200);
    expect((await createPost(`${url}//`)(initialize)).status).toBe(404);
  });

  it('needs no session: the same tools, and the same answer on any request', async () => {
    const { post, service } = await startHttp();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { json } = await post(status, { ...modernHeaders(status), 'mcp-session-id': 'made-up' });
    expect(json['result']).toMatchObject({
      resultType: 'complete',
      structuredContent: { name: 'gpu', state: 'Succeeded' },
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'azureml-kubernetes' } },
    });
  });

  it.each([
    ['no version', { 'mcp-protocol-version': undefined }, 400, -32_020],
    ['another version', { 'mcp-protocol-version': '2025-11-25' }, 400, -32_020],
    ['no method', { 'mcp-method': undefined }, 400, -32_020],
    ['another method', { 'mcp-method': 'tools/list' }, 400, -32_020],
    ['no name', { 'mcp-name': undefined }, 400, -32_020],
    ['another name', { 'mcp-name': 'compute_detach' }, 400, -32_020],
    ['a name that is not base64', { 'mcp-name': '=?base64?%%%?=' }, 400, -32_020],
    ['the name in base64', { 'mcp-name': `=?base64?${btoa('compute_get_status')}?=` }, 200, undefined],
  ])('with %s in the headers', async (_what, change, code, error) => {
    const { url, service } = await startHttp();
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const given: Record<string, string | undefined> = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...modernHeaders(status),
      ...change,
    };
    const headers = Object.fromEntries(
      Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    );
    const answer = await send(url, { headers, body: status });
    expect(answer.status).toBe(code);
    expect(Reflect.get(Object(answer.json['error']), 'code')).toBe(error);
  });

  it.each([
    ['an unknown version', modernRequest('tools/list'), { version: '2027-01-01' }, 400, -32_022],
    ['an unknown method', modernRequest('tools/nope'), {}, 404, -32_601],
    ['a method that is gone', modernRequest('ping'), {}, 404, -32_601],
    ['an unknown tool', modernRequest('tools/call', { params: { name: 'nope' } }), {}, 200, -32_602],
    ['parameters that are wrong', modernRequest('tools/call', { params: { name: 7 } }), {}, 200, -32_602],
    [
      'a resource that is not there',
      modernRequest('resources/read', { params: { uri: 'azureml-kubernetes://computes/nope' } }),
      {},
      200,
      -32_602,
    ],
  ])(
    'answers %s with the code for it',
    async (_what, request, { version = MODERN }: { version?: string }, code, error) => {
      const { post } = await startHttp();
      const meta = { ...request.params._meta, 'io.modelcontextprotocol/protocolVersion': version };
      const body = { ...request, params: { ...request.params, _meta: meta } };
      const answer = await post(body, { ...modernHeaders(request), 'mcp-protocol-version': version });
      expect({ status: answer.status, error: answer.json['error'] }).toMatchObject({
        status: code,
        error: { code: error },
      });
    },
  );

  it('says which resource is not there', async () => {
    const { post } = await startHttp();
    const uri = 'azureml-kubernetes://computes/nope';
    const request = modernRequest('resources/read', { params: { uri } });
    const { json } = await post(request, modernHeaders(request));
    expect(json['error']).toMatchObject({ data: { code: 'not-found', uri } });
  });

  it('refuses an envelope without capabilities, and a header without an envelope', async () => {
    const { post } = await startHttp();
    const half = { ...list, params: { _meta: { 'io.modelcontextprotocol/protocolVersion': MODERN } } };
    const bare = { ...list, params: {} };
    for (const body of [half, bare]) {
      const answer = await post(body, modernHeaders(list));
      expect(answer.status).toBe(400);
      expect(answer.json['error']).toMatchObject({ code: -32_602 });
    }
  });

  it('takes a notification without an answer', async () => {
    const { post } = await startHttp();
    const { id: _id, ...note } = modernRequest('notifications/cancelled', { params: { requestId: 9 } });
    const answer = await post(note, { 'mcp-protocol-version': MODERN, 'mcp-method': note.method });
    expect({ status: answer.status, text: answer.text }).toEqual({ status: 202, text: '' });
  });

  it('keeps the checks that come before: type, size, origin, host', async () => {
    const { url, post } = await startHttp();
    const headers = modernHeaders(list);
    expect((await post(list, { ...headers, 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ ...list, pad: 'x'.repeat(2 ** 20) }, headers)).status).toBe(413);
    expect((await post(list, { ...headers, origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(list, { ...headers, host: 'evil.example' })).status).toBe(403);
    expect((await send(url, { method: 'PUT', headers })).status).toBe(405);
  });

  it('lets pages of an allowed origin send what the era needs', async () => {
    const origin = 'https://page.example';
    const { url } = await startHttp({ allowedOrigins: [origin] });
    const { headers } = await send(url, { method: 'OPTIONS', headers: { origin } });
    const allowed = String(headers['access-control-allow-headers']).split(', ');
    for (const name of ['mcp-method', 'mcp-name', 'mcp-protocol-version', 'authorization', 'content-type'])
      expect(allowed).toContain(name);
    expect(headers['access-control-expose-headers']).toContain('www-authenticate');
    expect(headers['access-control-expose-headers']).toContain('retry-after');
  });
});

describe('a client of the modern era that hangs up', () => {
  /** Sends a request, and breaks the connection off once the service is asked with this method. */
  async function hangUp(
    server: Awaited<ReturnType<typeof startHttp>>,
    name: string,
    args: object,
    method: string,
  ) {
    const body = modernRequest('tools/call', { params: { name, arguments: args } });
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...modernHeaders(body),
    };
    const request = httpRequest(server.url, { method: 'POST', headers });
    request.on('error', () => {});
    request.end(JSON.stringify(body));
    await vi.waitUntil(() => server.service.control.requests.entries({ method }).length > 0);
    request.destroy();
  }

  it('cancels a read at once', async () => {
    const server = await startHttp();
    server.service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    await hangUp(server, 'compute_wait', { name: 'gpu', until: 'detached' }, 'GET');
    await vi.waitUntil(() => server.logged.join('\n').includes('"outcome":"canceled"'));
  });

  it('does not cut a write in the middle', async () => {
    const server = await startHttp();
    const { service, clock } = server;
    service.control.faults.plan({ match: { method: 'PUT' }, effect: { kind: 'latency', delayMs: 5_000 } });
    await hangUp(server, 'compute_attach', { name: 'gpu', resource_id: demoIds.aksId }, 'PUT');
    await vi.waitUntil(async () => {
      await clock.advance(1_000);
      return service.control.computes.find('gpu') !== null;
    });
  });
});

it('the legacy era is served alone where the operator wants it', async () => {
  const { post } = await startHttp({}, 'legacy');
  expect((await post(list, modernHeaders(list))).status).toBe(400);
  expect((await post(initialize)).status).toBe(200);
});
