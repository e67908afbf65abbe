import assert from 'node:assert/strict';
import { createClient, createTransport, KubernetesCompute, Workspace } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { createRandom } from '../stage/random.ts';

const COUNTS = { usual: 3_000, nightly: 30_000 } as const;
const BATCH = 500;
const COMPUTES = 10;
const GROWN_AT_MOST_MB = 30;

/** Waits without number are given up at any moment. */
export const abortedWaits: Attack = {
  name: 'aborted-waits',
  promise: 'a wait that is given up at any moment ends with its own reason and leaves nothing behind',
  pace: 'quick',
  async play(_stage, size) {
    const { client, clock } = openClient();
    const configuration = KubernetesCompute.attachConfiguration({ resourceId: demoIds.aksId });
    for (let one = 0; one < COMPUTES; one += 1) await client.attach(`gpu-${one}`, configuration);
    const random = createRandom(7);
    const count = COUNTS[size];
    let [aborted, ended] = [0, 0];
    const round = async (): Promise<void> => {
      const waits = [...Array(BATCH)].map(async () => {
        const controller = new AbortController();
        const reason = new Error('given up');
        const moment = random.below(200_000);
        if (moment < 20_000) controller.abort(reason);
        else void clock.sleep(moment).then(() => controller.abort(reason));
        const wait = client.wait(`gpu-${random.below(COMPUTES)}`, {
          signal: controller.signal,
          timeoutMs: 150_000,
        });
        const end = await wait.catch((error: unknown) => error);
        if (end === reason) aborted += 1;
        else assert.ok(!(end instanceof Error), String(end));
        ended += 1;
      });
      await Promise.all(waits);
    };
    await round();
    const before = usedMb();
    while (ended < count) await round();
    const grown = usedMb() - before;
    assert.ok(aborted > count / 4, `${aborted} were given up`);
    assert.ok(grown < GROWN_AT_MOST_MB, `${grown} MB more are held`);
    return `${ended} waits, ${aborted} of them given up, ${Math.max(0, grown)} MB more held after a collection`;
  },
};

function openClient() {
  const clock = new ManualClock({ autoAdvance: true });
  const service = new FakeComputeService({ clock, provisioning: { attachMs: 1e12 } });
  const { subscriptionId, resourceGroup, workspace: name } = demoIds;
  const credential = { getToken: async () => ({ token: 'token', expiresOnTimestamp: 8e15 }) };
  const workspace = new Workspace(
    { subscriptionId, resourceGroup, name },
    { transport: createTransport({ credential, fetch: service.fetch, clock }), clock },
  );
  return { client: createClient(workspace), clock };
}

/** What the heap holds after a collection, where collections can be asked for. */
function usedMb(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}
