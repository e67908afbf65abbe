import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { spawnHttp } from './spawn-http.js';
import { INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';
import { createPost, initialize, sessionOf, toolCall } from './start-http.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const CLUSTER =
  '/subscriptions/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/demo-rg/providers/Microsoft.ContainerService/managedClusters/demo-aks';

const attribute = z.looseObject({ key: z.string(), value: z.record(z.string(), z.unknown()) });
const span = z.looseObject({
  name: z.string(),
  kind: z.number(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(attribute),
  status: z.looseObject({ code: z.number().optional() }),
});
const body = z.object({
  resourceSpans: z.array(
    z.looseObject({
      resource: z.looseObject({ attributes: z.array(attribute) }),
      scopeSpans: z.array(z.looseObject({ spans: z.array(span) })),
    }),
  ),
});

/** Takes what an OTLP/HTTP collector takes. */
async function startCollector() {
  const bodies: string[] = [];
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['x-team'] ?? ''}`);
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      bodies.push(text);
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = portOf(server.address());
  return { server, bodies, seen, url: `http://127.0.0.1:${port}` };
}

function portOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address;
}

function callLine(id: number, name: string, args: object, meta: object = {}): string {
  const params = { name, arguments: args, _meta: meta };
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params });
}

describe('traces of the built program', () => {
  let collector: Awaited<ReturnType<typeof startCollector>>;

  beforeEach(async () => {
    collector = await startCollector();
  });

  afterEach(() => {
    collector.server.closeAllConnections();
    return new Promise((resolve) => collector.server.close(resolve));
  });

  async function trace(env: Record<string, string>, ...calls: string[]) {
    const server = spawnServer(['--demo'], { env });
    server.send(INITIALIZE, INITIALIZED, ...calls);
    await server.lines(1 + calls.length);
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    const sent = collector.bodies.map((text) => body.parse(JSON.parse(text)));
    const resources = sent.flatMap(({ resourceSpans }) => resourceSpans);
    const spans = resources.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
    return { server, spans, resource: resources[0]?.resource.attributes ?? [] };
  }

  it('continue the trace of the client, and have the requests to Azure below', async () => {
    const meta = { traceparent: `00-${TRACE}-${PARENT}-01`, tracestate: 'vendor=1' };
    const args = { name: 'gpu', resource_id: CLUSTER, tags: { owner: 'secret-tag' } };
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-team=ml',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
    };
    const { spans, resource } = await trace(env, callLine(2, 'compute_attach', args, meta));
    expect(new Set(collector.seen)).toEqual(new Set(['POST /v1/traces ml']));
    const call = spans.find(({ name }) => name === 'tools/call compute_attach');
    expect(call).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2 });
    const below = spans.filter(({ parentSpanId }) => parentSpanId === call?.spanId);
    expect(below.map(({ name, kind }) => `${name} ${kind}`)).toEqual(
      expect.arrayContaining(['GET 3', 'PUT 3']),
    );
    const attributes = Object.fromEntries(resource.map(({ key, value }) => [key, value['stringValue']]));
    expect(attributes).toMatchObject({
      'service.name': 'azureml-kubernetes-mcp',
      'deployment.environment': 'test',
    });
  });

  it('hold no argument, no id of a compute, cluster or workspace, and no token', async () => {
    const args = { name: 'gpu-compute', resource_id: CLUSTER, tags: { owner: 'secret-tag' } };
    await trace({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }, callLine(2, 'compute_attach', args));
    expect(collector.bodies.length).toBeGreaterThan(0);
    for (const word of ['gpu-compute', 'secret-tag', 'demo-aks', 'demo-ws', 'subscriptions', 'Bearer'])
      expect(collector.bodies.join('')).not.toContain(word);
  });

  it('mark what failed, and begin a trace where the client names none', async () => {
    const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/v1/traces` };
    const { spans } = await trace(env, callLine(2, 'compute_get_status', { name: 'nope' }));
    const call = spans.find(({ name }) => name === 'tools/call compute_get_status');
    expect(call?.parentSpanId ?? '').toBe('');
    expect(call?.status.code).toBe(2);
    expect(call?.attributes).toContainEqual({ key: 'error.type', value: { stringValue: 'not-found' } });
  });

  it.each([
    ['nothing is configured', {}],
    ['they are switched off', { OTEL_SDK_DISABLED: 'true' }],
    ['another exporter is asked for', { OTEL_TRACES_EXPORTER: 'none' }],
  ])('are not sent where %s', async (_why, env) => {
    const endpoint = Object.keys(env).length === 0 ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
    await trace({ ...endpoint, ...env }, callLine(2, 'compute_list', {}));
    expect(collector.seen).toEqual([]);
  });

  it('that no collector takes hold up neither a call nor the end', async () => {
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:hunter2@127.0.0.1:9' };
    const server = spawnServer(['--demo'], { env });
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list', {}));
    await server.lines(2);
    const endedAt = performance.now();
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(1_000);
    expect(server.stderr()).not.toContain('hunter2');
  });

  it('that a collector takes and never answers do not hold up the end of a server over HTTP', async () => {
    const silent = createServer();
    const asked = once(silent, 'request');
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${portOf(silent.address()).port}`,
      OTEL_BSP_SCHEDULE_DELAY: '1',
    };
    const server = await spawnHttp(['--demo'], { env });
    const post = createPost(server.url);
    await post(toolCall('compute_list'), sessionOf(await post(initialize)));
    await asked;
    const endedAt = performance.now();
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
    expect(performance.now() - endedAt).toBeLessThan(5_000);
    silent.closeAllConnections();
    silent.close();
  });
});
