import assert from 'node:assert/strict';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import type { Stage } from '../stage/stage.ts';

const ROUNDS = 5;
const HEADERS = { authorization: 'Bearer t', 'content-type': 'application/json' };
const BODY = JSON.stringify({
  location: 'eastus',
  properties: { computeType: 'Kubernetes', resourceId: demoIds.aksId, properties: {} },
});

/** The testkit is killed right after it has answered a write. */
export const killedTestkit: Attack = {
  name: 'killed-testkit',
  promise: 'what the testkit answered to a write is in its state file when it is killed right after',
  pace: 'quick',
  async play(stage) {
    const file = join(await stage.folder(), 'state.json');
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await serve(stage, file);
      const target = `${first.url}${demoIds.workspaceId}/computes/gpu-${round}?api-version=2024-04-01`;
      const { status } = await fetch(target, { method: 'PUT', headers: HEADERS, body: BODY });
      first.program.child.kill('SIGKILL');
      assert.ok(status < 300, `HTTP ${status}`);
      await first.program.ended;
      const second = await serve(stage, file);
      const found = await fetch(target.replace(first.url, second.url), { headers: HEADERS });
      assert.equal(found.status, 200, `round ${round}: the write is lost`);
      second.program.child.kill('SIGTERM');
      await second.program.ended;
    }
    return `${ROUNDS} kills`;
  },
};

async function serve(stage: Stage, file: string) {
  const program = await stage.start('testkit', ['serve', '--state', file]);
  const [, url = ''] = await program.saw('stdout', /"url":"([^"]+)"/);
  return { program, url };
}
