import assert from 'node:assert/strict';
import { chmod, chown, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Attack } from '../attack.ts';

const OTHER_USER = 65_534;

/** Another user makes the folder of compiled code first, to have their code run with the rights of the server. */
export const foreignBytecode: Attack = {
  name: 'foreign-bytecode',
  promise: 'compiled code is kept in a folder of the user alone, and never taken from another one',
  pace: 'quick',
  async play(stage) {
    const [shared, home, foreign, cache] = [
      await stage.folder(),
      await stage.folder(),
      await stage.folder(),
      await stage.folder(),
    ];
    await chmod(shared, 0o1777);
    await mkdir(join(shared, 'node-compile-cache'), { mode: 0o777 });
    const run = async (env: Readonly<Record<string, string>>): Promise<void> => {
      const program = await stage.start('mcp-server', ['--demo'], {
        env: { TMPDIR: shared, HOME: home, ...env },
      });
      program.child.stdin.end();
      assert.equal(await program.ended, 0, program.stderr());
    };
    await run({});
    await run({ XDG_CACHE_HOME: cache });
    await chmod(foreign, 0o777);
    await mkdir(join(foreign, 'azureml-kubernetes-mcp'), { mode: 0o777 });
    if (process.getuid?.() === 0)
      await chown(join(foreign, 'azureml-kubernetes-mcp'), OTHER_USER, OTHER_USER);
    else await chmod(join(foreign, 'azureml-kubernetes-mcp'), 0o777);
    await run({ XDG_CACHE_HOME: foreign });
    assert.deepEqual(await filesIn(shared), [], 'nothing is kept in the shared temporary folder');
    assert.deepEqual(await filesIn(foreign), [], 'nothing is kept in a folder that others may write');
    const own = [...(await foldersWithFiles(home)), ...(await foldersWithFiles(cache))];
    for (const folder of own)
      assert.equal((await stat(folder)).mode & 0o077, 0, `${folder} is closed to others`);
    return `${own.length} folders of its own, all closed to others`;
  },
};

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

/** The first folders below this one, on the way to each file. */
async function foldersWithFiles(folder: string): Promise<string[]> {
  const below = (await filesIn(folder)).map((file) => file.slice(folder.length + 1).split('/'));
  const tops = below.map((parts) => join(folder, ...parts.slice(0, Math.min(2, parts.length - 1))));
  return [...new Set(tops)];
}
