import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';
import { openStdio } from '../stage/stdio-session.ts';

const CLIENTS = [
  'AccountKey=x"y',
  'sig=abc"}\n{"event":"write-ended"',
  'Bearer abc"def\\',
  'SharedAccessKey=\\"; x',
  '\u2028\u0000"AccountKey=\\u0022',
];

/** The name of a client is made to break the lines of the audit log and of the log. */
export const auditLines: Attack = {
  name: 'audit-lines',
  promise: 'each line of the audit log and of the log is JSON by itself, whatever a client calls itself',
  pace: 'quick',
  async play(stage) {
    let lines = 0;
    for (const client of CLIENTS) {
      const { args } = await startFake(stage, { provisioning: { attachMs: 0 } });
      const file = join(await stage.folder(), 'audit.jsonl');
      const session = await openStdio(stage, [...args, '--audit-log', file, '--log-level', 'debug'], {
        client,
      });
      await session.call('compute_attach', { name: 'gpu', resource_id: demoIds.aksId });
      const written = (await readFile(file, 'utf8')).trimEnd().split('\n');
      assert.equal(written.length, 2, 'an intent and an end');
      const logged = session.program.stderr().trimEnd().split('\n');
      for (const line of [...written, ...logged]) {
        assert.doesNotThrow(() => JSON.parse(line), `${client}: ${line.slice(0, 300)}`);
        lines += 1;
      }
    }
    return `${CLIENTS.length} names, ${lines} lines`;
  },
};
