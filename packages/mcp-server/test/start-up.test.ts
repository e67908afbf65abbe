import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { selectTools } from '../src/tools/registry.js';
import { INITIALIZE, INITIALIZED, type SpawnOptions, spawnServer } from './spawn-server.js';

const LIST = JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'tools/list' });
const recorder = new URL('./record-loads.mjs', import.meta.url).href;
const loadsShape = z.looseObject({ event: z.literal('loads'), loads: z.array(z.string()) });

/** Starts the program, asks for its tools, and lets it end. */
async function start(args: readonly string[], options?: SpawnOptions) {
  const server = spawnServer(args, options);
  server.send(INITIALIZE, INITIALIZED, LIST);
  const [, answer = ''] = await server.lines(2);
  server.child.stdin?.end();
  expect(await server.exited()).toBe(0);
  return { answer: JSON.parse(answer), stderr: server.stderr() };
}

describe('a start of the built program', () => {
  it.each([
    { args: ['--demo'], pinned: true, readOnly: false, names: null },
    { args: [], pinned: false, readOnly: false, names: null },
    { args: ['--read-only'], pinned: false, readOnly: true, names: null },
    { args: ['--tools', 'compute_list'], pinned: false, readOnly: false, names: ['compute_list'] },
  ])('lists what the sources list, with $args', async ({ args, pinned, ...selection }) => {
    const { answer } = await start(args);
    expect(answer.result).toEqual({ tools: selectTools(selection).map((tool) => tool.list({ pinned })) });
  });

  it('loads nothing that it does not need yet', async () => {
    const { stderr } = await start([], { env: { NODE_OPTIONS: `--import ${recorder}` } });
    const line = stderr.split('\n').find((one) => one.startsWith('{"event":"loads"')) ?? '';
    const { loads } = loadsShape.parse(JSON.parse(line));
    const files = loads.filter((url) => url.startsWith('file:')).map((url) => url.replace(/.*\/dist\//, ''));
    expect(files).toContainEqual(expect.stringMatching(/^chunks\/run-program-/));
    expect(
      files.filter((file) => !/^bin\.js$|^chunks\/(?:run-program|open-legacy-stdio|chunk)-/.test(file)),
    ).toEqual([]);
    for (const heavy of ['node:http', 'node:_http_client', 'node:crypto', 'node:internal/deps/undici/undici'])
      expect(loads).not.toContain(heavy);
  });
});
