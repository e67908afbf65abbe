import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import type { Stage } from '../stage/stage.ts';
import { within } from '../stage/within.ts';

const MARK = 'ignore-previous-instructions';
const PLACE = {
  subscription_id: demoIds.subscriptionId,
  resource_group: demoIds.resourceGroup,
  workspace_name: demoIds.workspace,
};
const STARTS_WITHIN_MS = 3_000;

/** What a stranger may put in a folder in which a user starts the server. */
const HOSTILE: Readonly<Record<string, (file: string) => unknown>> = {
  'a pipe': (file) => execFileSync('mkfifo', [file]),
  'an endless device': (file) => symlink('/dev/zero', file),
  'a folder': (file) => mkdir(file),
  'more than 64 kB': (file) => writeFile(file, JSON.stringify({ ...PLACE, note: MARK.repeat(4_000) })),
  'a trailing comma': (file) => writeFile(file, `${JSON.stringify({ ...PLACE, note: MARK }).slice(0, -1)},}`),
  'missing keys': (file) => writeFile(file, JSON.stringify({ subscription_id: MARK })),
};

/** The working folder has a `config.json` that is a trap, or that is broken. */
export const hostileFolder: Attack = {
  name: 'hostile-folder',
  promise: 'a config.json that cannot be used ends the start at once, named and unquoted',
  pace: 'quick',
  async play(stage) {
    let slowestMs = 0;
    for (const [what, plant] of Object.entries(HOSTILE)) {
      const cwd = await stage.folder();
      await plant(join(cwd, 'config.json'));
      const startedAt = performance.now();
      const program = await stage.start('mcp-server', [], { cwd });
      assert.equal(await within(STARTS_WITHIN_MS, `the end with ${what}`, program.ended), 2, what);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      assert.match(program.stderr(), /config\.json/, what);
      assert.doesNotMatch(program.stderr(), new RegExp(MARK), what);
    }
    await expectTold(stage);
    return `${Object.keys(HOSTILE).length} traps, the slowest end after ${Math.round(slowestMs)} ms`;
  },
};

/** A file of a folder above is used, with members that are not known, and said at the start. */
async function expectTold(stage: Stage): Promise<void> {
  const above = await stage.folder();
  const cwd = join(above, 'below');
  await mkdir(cwd);
  await writeFile(join(above, 'config.json'), JSON.stringify({ ...PLACE, note: MARK }));
  const program = await stage.start('mcp-server', [], { cwd });
  await program.saw('stderr', /server-started/);
  assert.ok(program.stderr().includes(join(above, 'config.json')), 'a workspace from a folder above is said');
}
