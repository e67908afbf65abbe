import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { selectTools } from '../src/tools/registry.js';
import { modernHeaders, modernRequest } from './modern.js';
import { initialize, sessionOf, startHttp } from './start-http.js';

const LISTS = ['tools/list', 'prompts/list', 'resources/templates/list'];

function memberOf(value: unknown, name: string): unknown {
  return Reflect.get(Object(value), name);
}

it('offers the same in both eras, but for hints', async () => {
  const { post } = await startHttp();
  const session = sessionOf(await post(initialize));
  for (const method of LISTS) {
    const request = modernRequest(method);
    const { json: modern } = await post(request, modernHeaders(request));
    const { json: legacy } = await post({ jsonrpc: '2.0', id: 1, method }, session);
    const { ttlMs, cacheScope, resultType, _meta, ...offered } = Object(modern['result']);
    expect(offered, method).toEqual(legacy['result']);
    expect({ ttlMs, cacheScope, resultType }, method).toEqual({
      ttlMs: 3_600_000,
      cacheScope: 'private',
      resultType: 'complete',
    });
    expect(_meta, method).toHaveProperty(['io.modelcontextprotocol/serverInfo']);
  }
});

it('shows the tools of the golden files, byte by byte', async () => {
  const all = selectTools({ readOnly: false, names: null });
  const { post } = await startHttp({}, 'both', all);
  const request = modernRequest('tools/list');
  const { json } = await post(request, modernHeaders(request));
  const tools: unknown = memberOf(json['result'], 'tools');
  expect(tools).toHaveLength(all.length);
  for (const tool of Array.isArray(tools) ? tools : []) {
    const golden = readFileSync(
      new URL(`./tool-schemas/${memberOf(tool, 'name')}.json`, import.meta.url),
      'utf8',
    );
    const { workspace: _workspace, ...properties } = Object(
      memberOf(memberOf(JSON.parse(golden), 'inputSchema'), 'properties'),
    );
    // The golden files are of a server that is tied to no workspace.
    expect(JSON.stringify(memberOf(memberOf(tool, 'inputSchema'), 'properties') ?? {})).toBe(
      JSON.stringify(properties),
    );
    expect(JSON.stringify(memberOf(tool, 'outputSchema'))).toBe(
      JSON.stringify(memberOf(JSON.parse(golden), 'outputSchema')),
    );
  }
});
