import { createClient, createTransport, parseAttachConfiguration, Workspace } from '@azureml-kubernetes/core';
import { demoIds } from '@azureml-kubernetes/testkit';
import { DEMO_WORKSPACE } from '../harness/demo-compute.js';
import { type CountedService, workspaceName } from './counted-service.js';
import type { Fleet, FleetCase } from './fleet.js';
import type { VirtualClock } from './virtual-clock.js';

/** Longer than ARM's buckets let ten thousand attaches take. */
const TIMEOUT_MS = 24 * 3_600_000;

export function createOurFleet(
  clock: VirtualClock,
  { fetch }: CountedService,
  { processes, workspaces }: FleetCase,
): Fleet {
  const random = createRandom();
  const getToken = async () => ({ token: 'bench', expiresOnTimestamp: clock.now() + 30 * 24 * 3_600_000 });
  const clients = Array.from({ length: processes }, () => {
    const transport = createTransport({ credential: { getToken }, fetch, clock, random });
    return Array.from({ length: workspaces }, (_unused, index) => {
      const reference = { ...DEMO_WORKSPACE, name: workspaceName(index), location: 'eastus' };
      return createClient(new Workspace(reference, { transport, clock, random }));
    });
  });
  const configuration = parseAttachConfiguration({ resourceId: demoIds.aksId, namespace: 'ml' });
  return {
    attach: async ({ name, workspace, process }) => {
      const client = clients[process]?.[workspace];
      if (client === undefined) throw new RangeError(`no workspace ${workspace} in process ${process}`);
      const { operation } = await client.attach(name, configuration);
      const { kind, looks } = await client.wait(name, { operation, timeoutMs: TIMEOUT_MS });
      if (kind !== 'reached') throw new Error(`the attach of ${name} ended as ${kind}`);
      return looks;
    },
  };
}

/** The same numbers in every run: a linear congruential generator (Numerical Recipes). */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
