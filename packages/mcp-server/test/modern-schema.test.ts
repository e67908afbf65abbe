import { demoIds } from '@azureml-kubernetes/testkit';
import { type SpecTypeName, specTypeSchemas } from '@modelcontextprotocol/server';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { type ModernRequest, modernRequest } from './modern.js';
import { spawnServer } from './spawn-server.js';

const uri = 'azureml-kubernetes://computes/gpu';
const attach = { name: 'compute_attach', arguments: { name: 'gpu', resource_id: demoIds.aksId } };

/** A request, the type of its result in the schema, and how the result ends. */
const REQUESTS: readonly [string, ModernRequest, SpecTypeName, resultType?: string][] = [
  ['server/discover', {}, 'DiscoverResult'],
  ['tools/list', {}, 'ListToolsResult'],
  ['prompts/list', {}, 'ListPromptsResult'],
  ['resources/templates/list', {}, 'ListResourceTemplatesResult'],
  ['tools/call', { params: attach }, 'CallToolResult'],
  ['tools/call', { params: { name: 'compute_get_status', arguments: { name: 'absent' } } }, 'CallToolResult'],
  ['tools/call', { params: { name: 'compute_detach', arguments: { name: 'gpu' } } }, 'CallToolResult'],
  ['resources/list', {}, 'ListResourcesResult'],
  ['resources/read', { params: { uri } }, 'ReadResourceResult'],
  ['prompts/get', { params: { name: 'safe_detach', arguments: { name: 'gpu' } } }, 'GetPromptResult'],
  [
    'completion/complete',
    { params: { ref: { type: 'ref/prompt', name: 'safe_detach' }, argument: { name: 'name', value: 'g' } } },
    'CompleteResult',
  ],
  // What comes last is asked of a client that can show a form.
  [
    'tools/call',
    { params: { name: 'compute_detach', arguments: { name: 'gpu' } }, capabilities: { elicitation: {} } },
    'Result',
    'input_required',
  ],
];

/** Results that clients may keep. */
const CACHED: readonly SpecTypeName[] = [
  'DiscoverResult',
  'ListToolsResult',
  'ListPromptsResult',
  'ListResourcesResult',
  'ListResourceTemplatesResult',
  'ReadResourceResult',
];

const answer = z.looseObject({
  id: z.int(),
  result: z
    .looseObject({ resultType: z.string(), _meta: z.record(z.string(), z.unknown()).optional() })
    .optional(),
});

/** What the schema says against a value. */
function issuesOf(name: SpecTypeName, value: unknown): readonly unknown[] {
  const checked = specTypeSchemas[name]['~standard'].validate(value);
  return checked.issues ?? [];
}

it('writes nothing over stdio that the schema of 2026-07-28 does not allow', async () => {
  const server = spawnServer(['--demo']);
  for (const [id, [method, request]] of REQUESTS.entries()) {
    server.send(JSON.stringify(modernRequest(method, { ...request, id })));
    await server.lines(id + 1);
  }
  const wrong = REQUESTS.length;
  server.send(
    JSON.stringify(modernRequest('resources/read', { id: wrong, params: { uri: `${uri}-absent` } })),
  );
  const lines = (await server.lines(wrong + 1)).map((line): unknown => JSON.parse(line));
  server.child.stdin?.end();
  await server.exited();
  for (const [at, line] of lines.slice(0, wrong).entries()) {
    const [method, , type, resultType = 'complete'] = REQUESTS[at] ?? ['', {}, 'Result' as const];
    expect(issuesOf('JSONRPCResultResponse', line), method).toEqual([]);
    const { id, result } = answer.parse(line);
    expect(id).toBe(at);
    expect(issuesOf(type, result), method).toEqual([]);
    expect(result?.resultType, method).toBe(resultType);
    expect(result?._meta, method).toHaveProperty(['io.modelcontextprotocol/serverInfo']);
    if (!CACHED.includes(type)) continue;
    expect(result, method).toHaveProperty('ttlMs', expect.any(Number));
    expect(['private', 'public'], method).toContain(result?.['cacheScope']);
  }
  expect(issuesOf('JSONRPCErrorResponse', lines[wrong])).toEqual([]);
  expect(lines[wrong]).toMatchObject({ error: { code: -32_602, data: { uri: `${uri}-absent` } } });
});
