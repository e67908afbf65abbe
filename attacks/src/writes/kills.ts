import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';
import { structured, toolCall } from '../stage/message.ts';
import { openStdio } from '../stage/stdio-session.ts';

/** More requests than an attach makes, so that some kills come after its end. */
const DEPTH = 12;
const KILLS = { usual: 8, nightly: 25 } as const;

/** The server is killed at any moment of an attach, and another one goes on. */
export const kills: Attack = {
  name: 'kills',
  promise:
    'a server that is killed in the middle of an attach leaves one compute, one PUT and a log that tells',
  pace: 'long',
  async play(stage, size) {
    const count = KILLS[size];
    let seenWrites = 0;
    for (let round = 0; round < count; round += 1) {
      const { service, args } = await startFake(stage, { strict: true, provisioning: { attachMs: 300 } });
      const log = join(await stage.folder(), 'audit.jsonl');
      const first = await openStdio(stage, [...args, '--audit-log', log]);
      const attach = { name: 'gpu', resource_id: demoIds.aksId };
      first.send(toolCall('attach', 'compute_attach', attach));
      await reached(() => service.control.requests.entries().length > round % DEPTH);
      first.program.child.kill('SIGKILL');
      await first.program.ended;
      const written = service.control.requests.entries({ method: 'PUT' }).length;
      const noted = await readFile(log, 'utf8').catch(() => '');
      assert.ok(
        written === 0 || noted.includes('"write-intended"'),
        'no write without its intent in the log',
      );
      const second = await openStdio(stage, [...args, '--audit-log', log]);
      await second.call('compute_attach', attach);
      const waited = structured(await second.call('compute_wait', { name: 'gpu' }));
      assert.equal(waited['outcome'], 'reached', JSON.stringify(waited));
      const puts = service.control.requests.entries({ method: 'PUT' }).length;
      assert.equal(puts, 1, `round ${round}: ${puts} PUTs for one compute`);
      for (const line of (await readFile(log, 'utf8')).trimEnd().split('\n')) JSON.parse(line);
      seenWrites += written;
    }
    return `${count} kills, ${seenWrites} of them after the PUT`;
  },
};

/** Waits until something is so, for two seconds at the most. */
async function reached(isSo: () => boolean): Promise<void> {
  const startedAt = performance.now();
  while (!isSo() && performance.now() - startedAt < 2_000)
    await new Promise((resolve) => setImmediate(resolve));
}
