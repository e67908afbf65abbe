import { describe, expect, it } from 'vitest';
import { parseAttachConfiguration } from '../domain/attach-configuration.js';
import { parseComputeName } from '../domain/ids/compute-name.js';
import { parseWorkspaceId } from '../domain/ids/resource-ids.js';
import type { WaitOutcome } from '../waiting/wait.js';
import { applyChange, type FleetClient } from './apply-change.js';
import type { WantedCompute } from './fleet.js';
import type { FleetAction } from './plan-compute.js';

const AKS =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/aks';
const WORKSPACE =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws';
const present: WantedCompute = {
  state: 'present',
  configuration: parseAttachConfiguration({ resourceId: AKS, namespace: 'ml' }),
  prepare: null,
};
const absent: WantedCompute = { state: 'absent' };
const seen = { elapsedMs: 1, looks: 1, seen: {} };
const timedOut: WaitOutcome = { kind: 'timed-out', lastState: 'Creating', compute: null, ...seen };
const failed: WaitOutcome = {
  kind: 'failed',
  state: 'failed',
  text: 'Failed',
  compute: null,
  problems: [],
  ...seen,
};

/** Applies a change by a client whose waits end so, and which writes nothing. */
async function apply(action: FleetAction, wanted: WantedCompute, outcome: WaitOutcome) {
  const waited: unknown[] = [];
  const refuse = () => Promise.reject(new Error('nothing may be written'));
  const client: FleetClient = {
    attach: refuse,
    detach: refuse,
    plan: async () => ({ kind: 'attach' }),
    wait: async (name, options) => {
      waited.push([name, options?.until]);
      return outcome;
    },
  };
  const workspaceId = parseWorkspaceId(WORKSPACE);
  const compute = { path: [], workspaceId: null, name: parseComputeName('gpu'), wanted };
  const ended = await applyChange(
    { client, aroundWrite: (_write, send) => send(), timeoutMs: 1, signal: undefined },
    { workspaceId, compute, action, differences: [], reason: null },
  );
  return { ended, waited };
}

describe('a change of a fleet', () => {
  it.each([
    [present, 'attached'],
    [absent, 'detached'],
  ] as const)(
    'that is under way is waited for, and goes on when the time is over (%#)',
    async (wanted, until) => {
      const { ended, waited } = await apply('under-way', wanted, timedOut);
      expect(ended).toEqual({ kind: 'under-way' });
      expect(waited).toEqual([['gpu', until]]);
    },
  );

  it('that ends badly in the service has failed, for the reason of the service', async () => {
    const { ended } = await apply('under-way', present, failed);
    expect(ended).toMatchObject({ kind: 'failed', error: { code: 'provisioning-failed' } });
  });

  it.each(['update', 'replace'] as const)(
    'to %s is skipped where the compute is not as planned',
    async (action) => {
      const { ended, waited } = await apply(action, present, timedOut);
      expect(ended).toMatchObject({
        kind: 'skipped',
        reason: expect.stringContaining('changed since the plan'),
      });
      expect(waited).toEqual([]);
    },
  );

  it('that is unchanged is done at once, and one that a person has to decide is skipped', async () => {
    expect((await apply('unchanged', present, timedOut)).ended).toEqual({ kind: 'done' });
    expect((await apply('conflict', present, timedOut)).ended).toMatchObject({ kind: 'skipped' });
  });
});
