import assert from 'node:assert/strict';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';
import { ownWords, structured } from '../stage/message.ts';
import { openStdio } from '../stage/stdio-session.ts';

const BAD: Readonly<Record<string, (folder: string) => Promise<string>>> = {
  'a full disk': async () => '/dev/full',
  'a link': async (folder) => {
    await writeFile(join(folder, 'elsewhere'), '');
    await symlink(join(folder, 'elsewhere'), join(folder, 'link'));
    return join(folder, 'link');
  },
  'a file that all may write': async (folder) => {
    await writeFile(join(folder, 'open'), '');
    await chmod(join(folder, 'open'), 0o666);
    return join(folder, 'open');
  },
  'a folder that is not there': async (folder) => join(folder, 'no', 'such', 'file'),
};

/** The audit log cannot be trusted or written. */
export const badAuditLog: Attack = {
  name: 'bad-audit-log',
  promise: 'an audit log that cannot be kept is said at the start; reads go on, and nothing is written',
  pace: 'quick',
  async play(stage) {
    for (const [what, make] of Object.entries(BAD)) {
      const { service, args } = await startFake(stage);
      const file = await make(await stage.folder());
      const session = await openStdio(stage, [...args, '--audit-log', file]);
      await session.program.saw('stderr', /server-started/);
      assert.match(
        session.program.stderr(),
        /"level":"(?:warn|error)"[^\n]*audit/,
        `${what} is said at the start`,
      );
      assert.equal(structured(await session.call('compute_list'))['total'], 0, what);
      const attach = { name: 'gpu', resource_id: demoIds.aksId, skip_checks: true };
      assert.match(ownWords(await session.call('compute_attach', attach)), /"code":"forbidden"/, what);
      assert.deepEqual(service.control.requests.entries({ method: 'PUT' }), [], what);
    }
    return `${Object.keys(BAD).length} bad logs`;
  },
};
