import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INITIALIZE, spawnServer } from './spawn-server.js';

const SECRET = 'hunter2-hunter2';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostile-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the built program in the folder, and waits for its end. */
async function startIn(cwd: string, args: readonly string[] = [], env: Record<string, string> = {}) {
  const server = spawnServer(args, { cwd, env });
  server.child.stdin?.end();
  return { code: await server.exited(), stderr: server.stderr(), stdout: server.stdout() };
}

describe.skipIf(process.platform === 'win32')('a start of the built program in a hostile folder', () => {
  it.each([
    ['a pipe', (path: string) => execFileSync('mkfifo', [path]), 'must be a regular file'],
    ['a link to a device', (path: string) => symlinkSync('/dev/zero', path), 'must be a regular file'],
    ['a folder', (path: string) => mkdirSync(path), 'must be a regular file'],
    [
      'a long file',
      (path: string) => writeFileSync(path, SECRET.repeat(5_000)),
      'must be at most 64 kB long',
    ],
    [
      'broken JSON',
      (path: string) => writeFileSync(path, `{"subscription_id": "${SECRET}",}`),
      'must be JSON with',
    ],
  ])(
    'ends at once with the name of a config.json that is %s, and none of its content',
    async (_, make, rule) => {
      const path = join(folder, 'config.json');
      make(path);
      mkdirSync(join(folder, 'below'));
      for (const [cwd, args] of [
        [folder, []],
        [join(folder, 'below'), []],
        [folder, ['doctor']],
      ] as const) {
        const { code, stderr, stdout } = await startIn(cwd, args);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain('config.json');
        expect(stderr).toContain(rule);
        expect(stderr).not.toContain(SECRET);
      }
    },
  );

  it('shows nothing of what follows a mistyped flag', async () => {
    const { code, stderr } = await startIn(folder, ['--confirm-kye', SECRET]);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean --confirm-key?');
    expect(stderr).not.toContain(SECRET);
  });

  it('writes compiled code into a folder of the user alone, never into the shared one', async () => {
    const [home, shared] = [join(folder, 'home'), join(folder, 'shared')];
    for (const path of [home, shared]) mkdirSync(path, { mode: 0o700 });
    mkdirSync(join(shared, 'node-compile-cache'), { mode: 0o777 });
    const server = spawnServer(['--demo'], { cwd: folder, env: { HOME: home, TMPDIR: shared } });
    server.send(INITIALIZE);
    await server.lines(1);
    server.child.stdin?.end();
    expect(await server.exited()).toBe(0);
    const cache = join(home, '.cache', 'azureml-kubernetes', 'compile-cache');
    expect(statSync(cache).mode & 0o777).toBe(0o700);
    expect(readdirSync(cache)).not.toEqual([]);
    expect(readdirSync(join(shared, 'node-compile-cache'))).toEqual([]);
  });
});
