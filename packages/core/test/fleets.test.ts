import { demoIds, demoSeed, type Seed } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { ForbiddenError } from '../src/errors/forbidden-error.js';
import type { AroundWrite } from '../src/fleet/apply-change.js';
import type { FleetEvent } from '../src/fleet/apply-fleet.js';
import { parseFleet } from '../src/fleet/parse-fleet.js';
import type { FleetPlan } from '../src/fleet/plan-fleet.js';
import { createEnvironment, type Environment } from './environment.js';

const here = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup } as const;
const workspaceAt = (name: string): string => `${here.subscriptionId}/${here.resourceGroup}/${name}`;
const secondId = demoIds.workspaceId.replace('demo-ws', 'second-ws');

/** The demo workspace with computes that were attached before, and a second one. */
const seed: Seed = {
  ...demoSeed,
  workspaces: [
    {
      ...here,
      name: 'demo-ws',
      location: demoIds.location,
      computes: [
        { name: 'same', resourceId: demoIds.aksId, namespace: 'ml' },
        { name: 'moved', resourceId: demoIds.aksId, namespace: 'old' },
        { name: 'tagged', resourceId: demoIds.aksId, namespace: 'ml', tags: { team: 'a' } },
        { name: 'gone', resourceId: demoIds.aksId },
        { name: 'other', resourceId: demoIds.aksId },
      ],
    },
    { ...here, name: 'second-ws', location: demoIds.location },
  ],
};

const fleet = parseFleet({
  workspace: workspaceAt('demo-ws'),
  defaults: { namespace: 'ml' },
  computes: [
    { name: 'same', resource_id: demoIds.aksId },
    { name: 'moved', resource_id: demoIds.aksId },
    { name: 'tagged', resource_id: demoIds.aksId, tags: { team: 'b' } },
    { name: 'fresh', resource_id: demoIds.aksId },
    { name: 'far', resource_id: demoIds.arcId, workspace: workspaceAt('second-ws') },
    { name: 'gone', state: 'absent' },
    { name: 'never', state: 'absent' },
  ],
});

function actionsOf({ changes }: FleetPlan): string[] {
  return changes.map(({ compute, action }) => `${compute.name} ${action}`);
}

async function applyAll(
  { client }: Environment,
  options: Parameters<Environment['client']['applyFleet']>[1] = {},
): Promise<{ plan: FleetPlan | undefined; ended: string[] }> {
  let plan: FleetPlan | undefined;
  const ended: string[] = [];
  for await (const event of client.applyFleet(fleet, options)) {
    if (event.kind === 'planned') plan = event.plan;
    if (event.kind === 'ended') ended.push(`${event.change.compute.name} ${event.outcome.kind}`);
  }
  return { plan, ended };
}

function writesOf({ requests }: Environment): string[] {
  return requests().filter((line) => !line.startsWith('GET'));
}

describe('the plan of a fleet', () => {
  it('says what is to be done with each compute, and lists what the fleet does not name', async () => {
    const environment = createEnvironment({ seed });
    const plan = await environment.client.planFleet(fleet);
    expect(actionsOf(plan)).toEqual([
      'same unchanged',
      'moved replace',
      'tagged update',
      'fresh attach',
      'far attach',
      'gone detach',
      'never unchanged',
    ]);
    expect(plan.changes[1]?.differences).toEqual([{ field: 'namespace', current: 'old', wanted: 'ml' }]);
    expect(plan.totals).toEqual({
      attach: 2,
      update: 1,
      replace: 1,
      detach: 1,
      'under-way': 0,
      unchanged: 2,
      conflict: 0,
    });
    expect(plan.unlisted.map(({ name }) => name)).toEqual(['other']);
  });

  it('reads the list of each workspace once, and writes nothing', async () => {
    const environment = createEnvironment({ seed });
    await environment.client.planFleet(fleet);
    expect(environment.requests()).toEqual(['GET compute.list 200', 'GET compute.list 200']);
  });

  it('has the same fingerprint until something changes', async () => {
    const { client, service } = createEnvironment({ seed });
    const first = await client.planFleet(fleet);
    expect((await client.planFleet(fleet)).fingerprint).toBe(first.fingerprint);
    service.control.computes.remove('gone');
    expect((await client.planFleet(fleet)).fingerprint).not.toBe(first.fingerprint);
  });

  it('reports a workspace that cannot be read, and leaves its computes to a person', async () => {
    const { client, service } = createEnvironment({ seed });
    service.control.faults.plan({
      match: { route: 'compute.list', path: 'second-ws' },
      effect: { kind: 'error', status: 403, code: 'AuthorizationFailed' },
    });
    const plan = await client.planFleet(fleet);
    expect(plan.failures).toMatchObject([{ workspaceId: secondId, error: { code: 'forbidden' } }]);
    expect(plan.changes[4]).toMatchObject({ action: 'conflict', reason: 'its workspace cannot be read' });
  });
});

describe('the apply of a fleet', () => {
  it('makes every compute what it shall be; a second apply changes nothing', async () => {
    const environment = createEnvironment({ seed });
    const { ended } = await applyAll(environment, { maxDetaches: 2 });
    expect(ended.sort()).toEqual(['far done', 'fresh done', 'gone done', 'moved done', 'tagged done']);
    const writes = writesOf(environment).length;
    const again = await applyAll(environment, { maxDetaches: 0 });
    expect(again.plan?.totals).toMatchObject({ unchanged: 7, attach: 0, update: 0, replace: 0, detach: 0 });
    expect(writesOf(environment)).toHaveLength(writes);
  });

  it('leaves alone what the fleet does not name', async () => {
    const environment = createEnvironment({ seed });
    await applyAll(environment, { maxDetaches: 2 });
    const compute = await environment.client.get('other');
    expect(compute.lifecycle.state).toBe('succeeded');
  });

  it.each([
    ['detaches more than it may', { maxDetaches: 1 }, 'detaches in the plan: 2; allowed: 1'],
    ['detaches although nothing was said of that', {}, 'detaches in the plan: 2; allowed: 0'],
    [
      'is not the one that was reviewed',
      { maxDetaches: 2, expect: 'f00' },
      'the plan is not the one that was reviewed',
    ],
  ])('writes nothing when its plan %s', async (_, options, message) => {
    const environment = createEnvironment({ seed });
    await expect(applyAll(environment, options)).rejects.toThrow(message);
    expect(writesOf(environment)).toEqual([]);
  });

  it('holds to the plan that was reviewed', async () => {
    const environment = createEnvironment({ seed });
    const { fingerprint } = await environment.client.planFleet(fleet);
    await expect(applyAll(environment, { maxDetaches: 2, expect: fingerprint })).resolves.toBeDefined();
  });

  it('goes on after a change that failed, and ends it at the next apply', async () => {
    const environment = createEnvironment({ seed });
    environment.service.control.faults.plan({
      match: { route: 'compute.put', path: 'fresh' },
      effect: { kind: 'error', status: 403, code: 'AuthorizationFailed' },
    });
    const { ended } = await applyAll(environment, { maxDetaches: 2 });
    expect(ended).toContain('fresh failed');
    expect(ended.filter((line) => line.endsWith(' done'))).toHaveLength(4);
    expect((await applyAll(environment)).ended).toContain('fresh done');
  });

  it('hands each write to the caller, and what is refused there is not written', async () => {
    const environment = createEnvironment({ seed });
    const asked: string[] = [];
    const aroundWrite: AroundWrite = ({ action, change }, send) => {
      asked.push(`${action} ${change.compute.name}`);
      return change.compute.name === 'tagged'
        ? Promise.reject(new ForbiddenError('no', { hint: 'no' }))
        : send();
    };
    const { ended } = await applyAll(environment, { maxDetaches: 2, aroundWrite });
    expect(asked.sort()).toEqual([
      'attach far',
      'attach fresh',
      'attach moved',
      'attach tagged',
      'detach gone',
      'detach moved',
    ]);
    expect(ended).toContain('tagged failed');
    expect((await environment.client.get('tagged')).tags).toEqual({ team: 'a' });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9])(
    'stopped after %i events, it goes on where Azure is',
    async (count) => {
      const environment = createEnvironment({ seed });
      const seen: FleetEvent[] = [];
      for await (const event of environment.client.applyFleet(fleet, { maxDetaches: 2 })) {
        seen.push(event);
        if (seen.length === count) break;
      }
      const { plan } = await applyAll(environment, { maxDetaches: 2 });
      expect(plan?.totals.conflict).toBe(0);
      expect(
        actionsOf(await environment.client.planFleet(fleet)).every((line) => line.endsWith('unchanged')),
      ).toBe(true);
      const puts = writesOf(environment).filter((line) => line.startsWith('PUT'));
      expect(puts).toHaveLength(4);
    },
  );

  it('ends with the reason of the signal', async () => {
    const environment = createEnvironment({ seed });
    const controller = new AbortController();
    const run = async (): Promise<void> => {
      for await (const event of environment.client.applyFleet(fleet, {
        maxDetaches: 2,
        signal: controller.signal,
      }))
        if (event.kind === 'started') controller.abort(new Error('enough'));
    };
    await expect(run()).rejects.toThrow('enough');
  });
});
