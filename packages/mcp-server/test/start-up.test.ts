import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { selectTools } from '../src/tools/registry.js';
import { modernRequest } from './modern.js';
import { INITIALIZE, INITIALIZED, spawnServer } from './spawn-server.js';

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' });
const recorder = new URL('./record-loads.mjs', import.meta.url).href;
const loadsShape = z.looseObject({ event: z.literal('loads'), loads: z.array(z.string()) });

/** Starts the program, asks for its tools, and lets it end. */
async function start(args: readonly string[]) {
  const server = spawnServer(args);
  server.send(INITIALIZE, INITIALIZED, LIST);
  const [, answer = ''] = await server.lines(2);
  server.child.stdin?.end();
  expect(await server.exited()).toBe(0);
  return JSON.parse(answer);
}

describe('a start of the built program', () => {
  it.each([
    { args: ['--demo'], pinned: true, readOnly: false, names: null },
    { args: [], pinned: false, readOnly: false, names: null },
    { args: ['--read-only'], pinned: false, readOnly: true, names: null },
    { args: ['--tools', 'compute_list'], pinned: false, readOnly: false, names: ['compute_list'] },
  ])('lists what the sources list, with $args', async ({ args, pinned, ...selection }) => {
    const answer = await start(args);
    expect(answer.result).toEqual({ tools: selectTools(selection).map((tool) => tool.list({ pinned })) });
  });

  it.each([
    ['legacy', [INITIALIZE, INITIALIZED, LIST]],
    [
      'modern',
      ['server/discover', 'tools/list'].map((method, id) => JSON.stringify(modernRequest(method, { id }))),
    ],
  ])('loads nothing that a %s client does not need yet', async (_era, lines) => {
    const server = spawnServer([], { env: { NODE_OPTIONS: `--import ${recorder}` } });
    server.send(...lines);
    await server.lines(2);
    server.child.stdin?.end();
    await server.exited();
    const stderr = server.stderr();
    const line = stderr.split('\n').find((one) => one.startsWith('{"event":"loads"')) ?? '';
    const { loads } = loadsShape.parse(JSON.parse(line));
    const files = loads.filter((url) => url.startsWith('file:')).map((url) => url.replace(/.*\/dist\//, ''));
    expect(files).toEqual(['bin.js', 'program/run-program.js']);
    for (const heavy of ['node:http', 'node:_http_client', 'node:crypto', 'node:internal/deps/undici/undici'])
      expect(loads).not.toContain(heavy);
  });
});
