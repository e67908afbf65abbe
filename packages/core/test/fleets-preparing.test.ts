import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import type { ApplyFleetOptions, FleetEvent } from '../src/fleet/apply-fleet.js';
import { InvalidFleetError } from '../src/fleet/fleet-problem.js';
import { parseFleet } from '../src/fleet/parse-fleet.js';
import { createEnvironment, type Environment } from './environment.js';

const bareId = demoIds.aksId.replace('demo-aks', 'c1');
const compute = { resource_id: bareId, namespace: 'ml', prepare: true };
const fleet = parseFleet({
  computes: [
    { ...compute, name: 'one' },
    { ...compute, name: 'two' },
    { ...compute, name: 'three', prepare: { create_namespace: true } },
  ],
});

/** What was written, in order, without what looks. */
function writesOf({ requests }: Environment): string[] {
  const writes = requests().filter((line) => !line.startsWith('GET') && !/run-command|list-keys/.test(line));
  return writes.map((line) => line.replace(/ \d+$/, ''));
}

async function applyAll({ client }: Environment, options: ApplyFleetOptions = {}): Promise<FleetEvent[]> {
  const events: FleetEvent[] = [];
  for await (const event of client.applyFleet(fleet, options)) events.push(event);
  return events;
}

function endsOf(events: readonly FleetEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.kind === 'prepared') return [`cluster ${event.end.kind}`];
    return event.kind === 'ended' ? [`${event.change.compute.name} ${event.outcome.kind}`] : [];
  });
}

describe('prepare: in a fleet', () => {
  it('shows in the plan what the cluster lacks, once for computes that ask for the same', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    const { preparations } = await environment.client.planFleet(fleet);
    expect(preparations.map(({ computes }) => computes)).toEqual([['one', 'two'], ['three']]);
    const [first] = preparations;
    const needed =
      first?.kind === 'planned' ? first.plan.steps.filter(({ state }) => state === 'needed') : [];
    expect(needed.map(({ id }) => id)).toEqual(['providers', 'extension']);
    expect(writesOf(environment)).toEqual([]);
  });

  it('changes the fingerprint of a plan as long as clusters lack something', async () => {
    const { client } = createEnvironment({ seed: 'cluster-bare' });
    const plain = parseFleet({ computes: [{ ...compute, name: 'one', prepare: false }] });
    const preparing = parseFleet({ computes: [{ ...compute, name: 'one' }] });
    const [before, wanted] = [await client.planFleet(plain), await client.planFleet(preparing)];
    expect(before.fingerprint).not.toBe(wanted.fingerprint);
    await client.prepare({ resourceId: bareId, namespace: 'ml' });
    expect((await client.planFleet(preparing)).preparations).toMatchObject([{ kind: 'planned' }]);
    expect((await client.planFleet(preparing)).fingerprint).not.toBe(wanted.fingerprint);
  });

  it('is refused before any write unless preparing is allowed', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    await expect(applyAll(environment)).rejects.toThrow('clusters that the plan prepares: 2');
    expect(writesOf(environment)).toEqual([]);
  });

  it('prepares the cluster once, before it attaches, and a second apply changes nothing', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    const events = await applyAll(environment, { prepare: true, inCluster: 'write' });
    expect(endsOf(events).sort()).toEqual([
      // For the first target the namespace is by hand, which holds up no attach.
      'cluster blocked',
      'cluster prepared',
      'one done',
      'three done',
      'two done',
    ]);
    const writes = writesOf(environment);
    expect(writes.slice(0, 2)).toEqual(['POST provider.register', 'PUT extension.put']);
    expect(writes.slice(2)).toEqual(Array.from({ length: 3 }, () => 'PUT compute.put'));
    expect(endsOf(await applyAll(environment, { prepare: false, inCluster: 'write' }))).toEqual([]);
    expect(writesOf(environment)).toEqual(writes);
  });

  it('skips computes whose cluster could not be prepared, and says why', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    environment.service.control.faults.plan({
      match: { route: 'extension.put' },
      effect: { kind: 'error', status: 403, code: 'AuthorizationFailed' },
      times: 2,
    });
    const events = await applyAll(environment, { prepare: true });
    expect(
      endsOf(events)
        .filter((line) => !line.startsWith('cluster'))
        .sort(),
    ).toEqual(['one skipped', 'three skipped', 'two skipped']);
    expect(writesOf(environment)).not.toContain('PUT compute.put');
  });

  it('reports a cluster that cannot be looked at, and attaches nothing there', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    const absent = bareId.replace('/c1', '/absent');
    const lost = parseFleet({ computes: [{ name: 'one', resource_id: absent, prepare: true }] });
    const { preparations } = await environment.client.planFleet(lost);
    expect(preparations).toMatchObject([{ kind: 'failed', error: { code: 'not-found' } }]);
    const events: FleetEvent[] = [];
    for await (const event of environment.client.applyFleet(lost, { prepare: true })) events.push(event);
    expect(endsOf(events)).toEqual(['one skipped']);
    expect(writesOf(environment)).toEqual([]);
  });

  it('hands each call that prepares to the caller', async () => {
    const environment = createEnvironment({ seed: 'cluster-bare' });
    const seen: string[] = [];
    await applyAll(environment, {
      prepare: true,
      aroundPrepare: (prepare, workspaceId) => (target, options) => {
        seen.push(`${workspaceId.split('/').at(-1)} ${target.namespace}`);
        return prepare(target, options);
      },
    });
    expect(seen).toEqual(['demo-ws ml', 'demo-ws ml']);
  });
});

describe('prepare: in a file', () => {
  const problemsOf = (prepare: unknown): readonly string[] => {
    try {
      parseFleet({ computes: [{ name: 'gpu', resource_id: bareId, prepare }] });
      return [];
    } catch (error) {
      if (!(error instanceof InvalidFleetError)) throw error;
      return error.problems.map(({ field, rule }) => `${field} ${rule}`);
    }
  };

  it.each([
    [true],
    [false],
    [{}],
    [{ training: true, inference: false, settings: { installVolcano: false }, trusted_access: 'never' }],
    [{ grant_roles: true, register_providers: false, release_train: 'stable', router: 'nodePort' }],
    [
      {
        instance_types: {
          small: {
            resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
          },
        },
      },
    ],
  ])('is read: %j', (prepare) => expect(problemsOf(prepare)).toEqual([]));

  it.each([
    ['yes', 'computes[0].prepare must be true, false or a mapping'],
    [{ trainig: true }, 'computes[0].prepare.trainig is unknown here; did you mean training?'],
    [{ training: 'yes' }, 'computes[0].prepare.training must be true or false'],
    [{ grant_roles: 1 }, 'computes[0].prepare.grant_roles must be true or false'],
    [{ trusted_access: 'always' }, 'computes[0].prepare.trusted_access must be when_needed or never'],
    [
      { settings: { sslKeyPemFile: 'SECRET' } },
      'computes[0].prepare.settings.sslKeyPemFile is no setting that Azure documents for users; secrets have no place in a file',
    ],
    [
      { protected_settings: { sslKeyPemFile: 'SECRET' } },
      'computes[0].prepare.protected_settings is unknown here',
    ],
  ])('is refused: %j', (prepare, problem) => {
    const problems = problemsOf(prepare);
    expect(problems).toContain(problem);
    expect(problems.join()).not.toContain('SECRET');
  });

  it('of the defaults holds for each compute, unless it says false', () => {
    const { computes } = parseFleet({
      defaults: { prepare: true },
      computes: [
        { name: 'one', resource_id: bareId },
        { name: 'two', resource_id: bareId, prepare: false },
        { name: 'gone', state: 'absent' },
      ],
    });
    expect(computes.map(({ wanted }) => wanted.state === 'present' && wanted.prepare)).toEqual([
      { resourceId: bareId, namespace: null },
      null,
      false,
    ]);
  });
});
