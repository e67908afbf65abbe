import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { callTool } from '../src/protocol/call-tool.js';
import type { Peer } from '../src/protocol/peer.js';
import { computeWait } from '../src/tools/compute-wait.js';
import { connectClient } from './connect-client.js';
import { modernHeaders, modernRequest } from './modern.js';
import { INITIALIZE, spawnServer } from './spawn-server.js';
import { initialize, send, sessionOf, startHttp } from './start-http.js';

const attach = { name: 'compute_attach', arguments: { name: 'gpu', resource_id: demoIds.aksId } };
const wait = { name: 'compute_wait', arguments: { name: 'gpu', max_wait_seconds: 20 } };
const meta = { progressToken: 'p' };
const message = z.looseObject({ id: z.unknown().optional(), method: z.string().optional() });

function legacy(id: string, params: object) {
  return { jsonrpc: '2.0', id, method: 'tools/call', params };
}

function modern(id: string, params: Readonly<Record<string, unknown>>, more: object = {}) {
  const request = modernRequest('tools/call', { id, params });
  return { ...request, params: { ...request.params, _meta: { ...request.params._meta, ...more } } };
}

/** The kinds of messages that came, in their order: `progress`, or the id of an answer. */
function kindsOf(lines: readonly string[]): unknown[] {
  return lines.map((line) => {
    const { id, method } = message.parse(JSON.parse(line));
    return method === 'notifications/progress' ? 'progress' : id;
  });
}

function expectAnswerLast(kinds: readonly unknown[]): void {
  expect(kinds.at(-1)).toBe('wait');
  expect(kinds.slice(-2)).toEqual(['progress', 'wait']);
  expect(kinds.filter((kind) => kind === 'wait')).toHaveLength(1);
}

describe('the last progress comes before the answer', () => {
  it.each([
    ['legacy', [INITIALIZE, legacy('attach', attach), legacy('wait', { ...wait, _meta: meta })]],
    ['modern', [modern('attach', attach), modern('wait', wait, meta)]],
  ])('over stdio, %s', async (_era, requests) => {
    const server = spawnServer(['--demo']);
    const texts = requests.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
    server.send(...texts.slice(0, -1));
    await server.lines(texts.length - 1);
    server.send(...texts.slice(-1));
    await expect.poll(server.stdout, { timeout: 20_000 }).toContain('"id":"wait"');
    server.child.stdin?.end();
    await server.exited();
    expectAnswerLast(kindsOf(server.stdout().trim().split('\n')));
  });

  it.each(['legacy', 'modern'])('over HTTP, %s', async (era) => {
    const { url, clock, post } = await startHttp();
    const session = sessionOf(await post(initialize));
    await post(legacy('attach', attach), session);
    const request = modern('wait', wait, meta);
    const headers = {
      'content-type': 'application/json',
      ...(era === 'modern' ? modernHeaders(request) : session),
    };
    const body = era === 'modern' ? request : legacy('wait', { ...wait, _meta: meta });
    const waiting = send(url, { headers, body });
    await expect.poll(() => clock.sleeping).toBeGreaterThan(2);
    await clock.advance(25_000);
    const { text } = await waiting;
    const lines = text.split('\n').filter((line) => line.startsWith('data: {'));
    expectAnswerLast(kindsOf(lines.map((line) => line.slice('data: '.length))));
  });

  it('however slowly the client takes it', async () => {
    const { shared, call } = await connectClient();
    await call('compute_attach', attach.arguments);
    const order: string[] = [];
    const peer: Peer = {
      meta,
      client: undefined,
      signal: new AbortController().signal,
      asking: { kind: 'by-request', ask: null },
      sendProgress: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('progress');
      },
    };
    const dependencies = { ...shared, principal: 'tester', tools: [computeWait], lasting: true };
    await callTool(computeWait, wait.arguments, { dependencies, peer, ask: null });
    order.push('answer');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order.length).toBeGreaterThan(1);
    expect(order.at(-1)).toBe('answer');
  });
});
