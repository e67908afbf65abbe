import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { allTools } from '../src/tools/registry.js';
import { connectClient } from './connect-client.js';
import { modernHeaders, modernRequest } from './modern.js';
import { initialize, sessionOf, startHttp } from './start-http.js';

const inputShape = z.looseObject({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});
const answerShape = z.looseObject({
  result: z.looseObject({ isError: z.boolean().optional(), structuredContent: z.unknown() }).optional(),
  error: z.looseObject({ code: z.int(), message: z.string() }).optional(),
});

/** What each tool cannot do without. */
const LEAST: Readonly<Record<string, unknown>> = { name: 'gpu', resource_id: demoIds.aksId };

/** A tool with the least arguments, and with all others as `value`. */
function argumentsOf(name: string, value: unknown) {
  const tool = allTools.find((one) => one.name === name);
  const { properties, required } = inputShape.parse(tool?.list({ pinned: true }).inputSchema);
  const least = Object.fromEntries(required.map((parameter) => [parameter, LEAST[parameter]]));
  const others = Object.keys(properties).filter((parameter) => !required.includes(parameter));
  return {
    least,
    filled: { ...Object.fromEntries(others.map((other) => [other, value])), ...least },
    others,
  };
}

/** One server over HTTP, with a raw call in each era. */
async function startBoth() {
  const { post } = await startHttp();
  const session = sessionOf(await post(initialize));
  return async (params: Readonly<Record<string, unknown>>) => {
    const modern = modernRequest('tools/call', { params });
    const answers = [
      await post({ jsonrpc: '2.0', id: 2, method: 'tools/call', params }, session),
      await post(modern, modernHeaders(modern)),
    ];
    return answers.map(({ json }) => answerShape.parse(json));
  };
}

describe('a client that fills in every parameter', () => {
  const optional = allTools
    .map(({ name }) => name)
    .filter((name) => argumentsOf(name, null).others.length > 0);

  it.each(optional.flatMap((tool) => [null, '', []].map((value) => [tool, value] as const)))(
    'gets of %s with %j the same as with the least arguments',
    async (name, value) => {
      const { least, filled } = argumentsOf(name, value);
      const [one, other] = await Promise.all([connectClient(), connectClient()]);
      const expected = await one.call(name, least);
      const seen = await other.call(name, filled);
      expect(seen.isError).toBe(expected.isError);
      const { confirm_token: _token, ...result } = seen.result;
      const { confirm_token: _other, ...wanted } = expected.result;
      expect(result).toEqual(wanted);
    },
  );
});

describe('in both eras', () => {
  it.each([null, undefined, '', '{}'])('arguments that are %j are none', async (given) => {
    const call = await startBoth();
    for (const { result } of await call({ name: 'compute_list', arguments: given }))
      expect(result).toMatchObject({ structuredContent: { total: expect.any(Number) } });
  });

  it('arguments may be JSON text', async () => {
    const call = await startBoth();
    for (const { result } of await call({ name: 'compute_list', arguments: '{"limit": 0}' }))
      expect(result).toMatchObject({
        isError: true,
        structuredContent: { message: 'limit must be at least 1' },
      });
  });

  it.each(['{"limit"', 'null and void', 7, [1]])(
    'arguments that are %j are refused in a sentence',
    async (given) => {
      const call = await startBoth();
      for (const { error } of await call({ name: 'compute_list', arguments: given })) {
        expect(error?.code).toBe(-32_602);
        expect(error?.message).toMatch(/^[^\n]{20,160}$/);
      }
    },
  );

  it('a call without a name is refused in a sentence', async () => {
    const { post } = await startHttp();
    const session = sessionOf(await post(initialize));
    const { json } = await post(
      { jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: null } },
      session,
    );
    expect(json['error']).toMatchObject({
      code: -32_602,
      message: expect.stringContaining('Invalid parameters of tools/call: name must be of type string'),
    });
  });

  it('a parameter under another spelling is answered with the right one', async () => {
    const call = await startBoth();
    const given = { computeName: 'gpu', clusterId: demoIds.aksId };
    for (const { result } of await call({ name: 'compute_check_attach', arguments: given }))
      expect(result).toMatchObject({
        isError: true,
        structuredContent: {
          code: 'invalid-input',
          message: expect.stringMatching(
            /^computeName: no such parameter; did you mean name\?; clusterId: no such parameter; did you mean resource_id\?/,
          ),
        },
      });
  });
});

it('a workspace under another name is asked for as workspace', async () => {
  const { call } = await connectClient({ pinned: null });
  const workspaceName = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const { result } = await call('compute_list', { workspaceName });
  expect(result['message']).toMatch(/^workspaceName: no such parameter; did you mean workspace\?/);
  expect((await call('compute_list', { workspace: null })).result['message']).toBe('workspace is required');
  expect((await call('compute_list', { workspace: 'undefined' })).result['message']).toMatch(
    /^workspace is the text/,
  );
});
