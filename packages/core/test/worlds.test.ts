import { demoIds, type Seed, type WorldName, worlds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { matchProblem } from '../src/domain/match-problem.js';
import {
  type AttachConfiguration,
  type Check,
  ComputeTargetError,
  type Diagnosis,
  KubernetesCompute,
} from '../src/index.js';
import { REFUSAL_HINTS } from '../src/wire/refusal-hints.js';
import { createEnvironment, type Environment } from './environment.js';
import { EXPECTED, type Expected, SOVEREIGN } from './worlds.js';

const HOUR_MS = 3_600_000;

function open(seed: WorldName | Seed, workspace: string = demoIds.workspace): Environment {
  return createEnvironment({ seed, name: workspace });
}

function configure({ service }: Environment, { asked }: Partial<Expected> = {}): AttachConfiguration {
  const [cluster] = service.control.clusters.list();
  return KubernetesCompute.attachConfiguration({
    resourceId: cluster?.id ?? demoIds.aksId.replace('demo-aks', 'c1'),
    namespace: asked?.namespace,
    ...(asked?.userIdentity === undefined
      ? { identityType: 'SystemAssigned' }
      : { identityType: 'UserAssigned', identityIds: [demoIds.identityId] }),
  });
}

function withStatus(checks: readonly Check[], status: Check['status']): string[] {
  return checks.filter((check) => check.status === status).map(({ id }) => id);
}

async function attachAndDiagnose(
  environment: Environment,
  expected: Partial<Expected> = {},
): Promise<Diagnosis> {
  const { client } = environment;
  const { operation } = await client.attach('gpu', configure(environment, expected));
  await client.wait('gpu', { operation, timeoutMs: HOUR_MS });
  return client.diagnose('gpu', { operation });
}

const inWorlds = (...ends: readonly Expected['attach'][]) =>
  EXPECTED.filter(({ attach }) => ends.includes(attach));

describe('the checks', () => {
  it.each(EXPECTED)(
    'in the world $world tell what they can, fail for nothing else, and only read',
    async (expected) => {
      const { world, check, workspace } = expected;
      const environment = open(world, workspace);
      const report = await environment.client.checkAttach('fresh', configure(environment, expected));
      if (check !== null) {
        const [id, status] = check;
        expect(withStatus(report.checks, status)).toContain(id);
      }
      const failing = check?.[1] === 'fail' ? [check[0]] : [];
      expect([...new Set(withStatus(report.checks, 'fail'))]).toEqual(failing);
      expect(report.ready).toBe(failing.length === 0);
      for (const { status, fix } of report.checks) if (status === 'fail') expect(fix).toMatch(/\w{3}/);
      expect(environment.requests().every((line) => line.startsWith('GET'))).toBe(true);
    },
  );
});

describe('an attach and its diagnosis', () => {
  it.each(inWorlds('succeeds'))('in the world $world are healthy', async (expected) => {
    const { world, risk, workspace } = expected;
    const diagnosis = await attachAndDiagnose(open(world, workspace), expected);
    expect(diagnosis).toMatchObject({ compute: { lifecycle: { state: 'succeeded' } }, verdict: 'healthy' });
    if (risk !== undefined) expect(diagnosis.jobRisks.map(({ id }) => id)).toContain(risk);
  });

  it.each(inWorlds('fails', 'hangs'))('in the world $world name the cause first', async (expected) => {
    const { world, attach, cause, workspace } = expected;
    const { compute, verdict, causes } = await attachAndDiagnose(open(world, workspace), expected);
    expect(compute.lifecycle.state).toMatch(attach === 'fails' ? /failed|canceled/ : /creating/);
    expect(verdict).toBe('explained');
    expect(causes[0]).toMatchObject({ id: cause, fix: expect.stringMatching(/\w{3}/) });
  });

  it.each(inWorlds('service', 'forbidden', 'not-found'))(
    'in the world $world end at once, explained',
    async (expected) => {
      const { world, attach, refusal } = expected;
      const environment = open(world);
      const error = await environment.client.attach('gpu', configure(environment, expected)).then(
        () => null,
        (reason: unknown) => reason,
      );
      if (!ComputeTargetError.isInstance(error)) throw new Error('the attach was not refused');
      const { code = null, message } = error.service ?? {};
      const known = matchProblem({ code, message: message ?? '' }, REFUSAL_HINTS);
      expect([error.code, known?.id]).toEqual([attach, refusal]);
      if (known !== undefined) expect(error.hint).toBe(known.fix);
    },
  );

  it.each(inWorlds('there').filter(({ cause }) => cause !== 'other-type'))(
    'in the world $world are right',
    async (expected) => {
      const { world, cause, risk } = expected;
      const { client, requests } = open(world);
      const { verdict, causes, collect, jobRisks } = await client.diagnose('gpu');
      expect(requests().every((line) => line.startsWith('GET'))).toBe(true);
      if (cause === null) expect([verdict, causes]).toEqual(['healthy', []]);
      else if (cause === 'unknown' || cause === 'under-way') expect([verdict, causes]).toEqual([cause, []]);
      else expect([verdict, causes[0]?.id]).toEqual(['explained', cause]);
      if (verdict === 'unknown') expect(collect.length).toBeGreaterThan(3);
      if (risk !== undefined) expect(jobRisks.map(({ id }) => id)).toContain(risk);
    },
  );
});

describe('two planted causes', () => {
  const clusters: readonly WorldName[] = [
    'cluster-stopped',
    'cluster-service-principal',
    'cluster-private',
    'arc-offline',
    'arc-expired',
  ];
  const extensions: readonly WorldName[] = [
    'extension-missing',
    'install-failed',
    'install-busy',
    'healthcheck-e40002',
    'healthcheck-e45005',
  ];
  const pairs = clusters.flatMap((one) => extensions.map((other) => [one, other] as const));
  const causeIn = (world: WorldName) => EXPECTED.find((row) => row.world === world)?.cause;
  const checkIn = (world: WorldName) => EXPECTED.find((row) => row.world === world)?.check?.[0];

  it.each(pairs)('%s and %s show both', async (one, other) => {
    const [cluster] = worlds[one].clusters ?? [];
    const [donor] = worlds[other].clusters ?? [];
    if (cluster === undefined || donor === undefined) throw new Error('no cluster');
    const seed: Seed = { ...worlds[one], clusters: [{ ...cluster, extension: donor.extension ?? null }] };
    const environment = open(seed);
    const report = await environment.client.checkAttach('gpu', configure(environment));
    expect(withStatus(report.checks, 'fail')).toEqual([checkIn(one), checkIn(other)]);
    const { causes } = await attachAndDiagnose(environment);
    expect(causes.slice(0, 2).map(({ id }) => id)).toEqual([causeIn(one), causeIn(other)]);
  });

  it('in one extension show both', async () => {
    const { causes } = await attachAndDiagnose(open('install-two-reasons'));
    expect(causes.slice(0, 2)).toMatchObject([
      { id: 'healthcheck-nodes', confidence: 'certain' },
      { id: 'healthcheck-network', confidence: 'certain' },
    ]);
  });

  it('in one compute show both', async () => {
    const { causes } = await open('compute-two-reasons').client.diagnose('gpu');
    expect(causes.map(({ id }) => id)).toEqual(['workspace-access', 'extension-identity']);
  });
});

describe('sovereign clouds', () => {
  it.each(SOVEREIGN)('%s has no Trusted Access, so it is not asked for', async (cloud) => {
    const environment = createEnvironment({ seed: 'cluster-private', cloud });
    const { checks } = await environment.client.checkAttach('gpu', configure(environment));
    expect(checks.find(({ id }) => id === 'cluster-network')).toMatchObject({
      status: 'fail',
      evidence: expect.stringContaining('offers no Trusted Access'),
    });
    expect(environment.requests().join()).not.toContain('trusted-access');
  });
});

describe('detaches', () => {
  it('end well although their operation has vanished', async () => {
    const { client } = open('detach-vanished');
    const { operation } = await client.detach('gpu');
    expect(await client.wait('gpu', { operation, until: 'detached' })).toMatchObject({ kind: 'reached' });
  });

  it('are refused while another is under way, which waiting mends', async () => {
    const environment = open('detach-busy');
    await expect(
      environment.client.attach('gpu', configure(environment), { replace: true }),
    ).rejects.toMatchObject({
      code: 'conflict',
      retryable: true,
    });
  });

  it('leave legacy computes alone, whose cluster would be deleted with them', async () => {
    const { client, requests } = open('detach-legacy');
    for (const refused of [client.detach('gpu'), client.diagnose('gpu')])
      await expect(refused).rejects.toMatchObject({ code: 'unsupported-operation' });
    expect(requests().some((line) => line.startsWith('DELETE'))).toBe(false);
  });
});

it('a refused update is explained by its rule', async () => {
  const environment = open('update-refused');
  const attach = environment.client.attach('gpu', configure(environment), { replace: true });
  await expect(attach).rejects.toMatchObject({ code: 'service', hint: expect.stringMatching(/^Detach/) });
});
