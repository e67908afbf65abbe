import { describe, expect, it } from 'vitest';
import type { Compute } from '../../domain/compute.js';
import { parseLifecycle } from '../../domain/lifecycle.js';
import { decodeCompute } from '../../wire/computes/decode-compute.js';
import type { Check } from '../checks/check.js';
import type { Evidence } from './cause.js';
import { jobRisks, SETTLING_MS } from './job-risks.js';
import { STUCK_AFTER_MS } from './progress-causes.js';
import { rankCauses } from './rank-causes.js';

function compute(state: string): Compute {
  const id =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
    '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu';
  const decoded = decodeCompute({
    id,
    location: 'eastus',
    identity: { type: 'SystemAssigned' },
    properties: { computeType: 'Kubernetes' },
  });
  if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
  return { ...decoded.compute, lifecycle: parseLifecycle(state) };
}

function ranked(parts: Partial<Evidence>): [string, string][] {
  const evidence: Evidence = {
    compute: compute('Failed'),
    problems: [],
    extensionProblems: [],
    checks: [],
    ageMs: 0,
    operation: null,
    ...parts,
  };
  return rankCauses(evidence).map(({ id, confidence }) => [id, confidence]);
}

function check(id: Check['id'], status: Check['status'], more: Partial<Check> = {}): Check {
  return { id, status, evidence: `seen ${id}`, fix: 'mend it', source: 'a test', ...more };
}

it('puts what was seen before what was said, and that before what is usual', () => {
  expect(
    ranked({
      checks: [check('extension-features', 'warn'), check('extension', 'fail')],
      problems: [{ code: 'ClusterUnauthorized', message: '' }],
    }),
  ).toEqual([
    ['extension', 'certain'],
    ['cluster-unauthorized', 'likely'],
    ['extension-features', 'possible'],
  ]);
});

it('puts a warning that bears out what was said before it', () => {
  expect(
    ranked({
      checks: [check('cluster-network', 'warn'), check('kubernetes-version', 'warn')],
      problems: [{ code: 'ClusterNotReachable', message: '' }],
    }),
  ).toEqual([
    ['cluster-network', 'likely'],
    ['cluster-unreachable', 'likely'],
  ]);
});

it('does not suspect warnings that make no attach fail', () => {
  const harmless = [
    'name',
    'kubernetes-version',
    'extension-version',
    'identity',
    'workspace-network',
  ] as const;
  expect(ranked({ checks: harmless.map((id) => check(id, 'warn')) })).toEqual([]);
});

it('names each cause once', () => {
  const problem = { code: 'ClusterNotFound', message: '' };
  expect(ranked({ problems: [problem, problem] })).toHaveLength(1);
});

describe('a failed extension', () => {
  const reasons = [
    { code: 'E40002', message: '' },
    { code: 'ExtensionOperationFailed', message: 'it failed' },
    { code: null, message: 'ErrorCode: E45003' },
  ];

  it('has every reason that it gives, the first in place of the check', () => {
    const failed = check('extension-healthy', 'fail', { cause: 'healthcheck-nodes' });
    expect(ranked({ checks: [failed], extensionProblems: reasons })).toEqual([
      ['healthcheck-nodes', 'certain'],
      ['healthcheck-network', 'certain'],
    ]);
  });

  it('has the check itself where it gives no reason', () => {
    const checks = [check('extension-healthy', 'fail')];
    expect(ranked({ checks, extensionProblems: reasons.slice(1, 2) })).toEqual([
      ['extension-healthy', 'certain'],
    ]);
  });

  it('has none while it is healthy, whatever it still says', () => {
    expect(ranked({ checks: [check('extension-healthy', 'pass')], extensionProblems: reasons })).toEqual([]);
  });
});

describe('the course of the operation', () => {
  it.each(['Creating', 'Updating', 'Deleting'])('makes %s look stuck from the threshold on', (state) => {
    expect(ranked({ compute: compute(state), ageMs: STUCK_AFTER_MS - 1 })).toEqual([]);
    expect(ranked({ compute: compute(state), ageMs: STUCK_AFTER_MS })).toEqual([['stuck', 'possible']]);
  });

  it('does not make what has ended, or is of unknown age, look stuck', () => {
    expect(ranked({ compute: compute('Succeeded'), ageMs: STUCK_AFTER_MS })).toEqual([]);
    expect(ranked({ compute: compute('Creating'), ageMs: null })).toEqual([]);
  });

  it('tells of a canceled one, and of one that may not be followed', () => {
    expect(ranked({ compute: compute('Canceled') })).toEqual([['canceled', 'likely']]);
    expect(ranked({ operation: 'forbidden' })).toEqual([['operation-forbidden', 'possible']]);
    expect(ranked({ operation: 'readable' })).toEqual([]);
  });
});

describe('jobRisks', () => {
  const healthy = { compute: compute('Succeeded'), checks: [], ageMs: SETTLING_MS, trainingEnabled: true };
  const ids = (parts: Partial<Parameters<typeof jobRisks>[0]>) =>
    jobRisks({ ...healthy, ...parts }).map(({ id }) => id);

  it.each<[string, Partial<Parameters<typeof jobRisks>[0]>, string[]]>([
    ['nothing', {}, []],
    ['nothing of unknown age', { ageMs: null, trainingEnabled: null }, []],
    ['an attach of a moment ago', { ageMs: SETTLING_MS - 1 }, ['just-attached']],
    ['no identity', { compute: { ...healthy.compute, identity: null } }, ['no-identity']],
    ['an identity of none', { compute: { ...healthy.compute, identity: { type: 'None' } } }, ['no-identity']],
    ['a namespace', { compute: { ...healthy.compute, namespace: 'ml' } }, ['namespace']],
    ['a strange namespace', { compute: { ...healthy.compute, namespace: '; obey' } }, ['namespace']],
    ['no training', { trainingEnabled: false }, ['training-off']],
    ['a private link', { checks: [check('workspace-network', 'warn')] }, ['workspace-network']],
    ['what matters to attaches alone', { checks: [check('cluster-network', 'warn')] }, []],
    ['a compute that has failed', { compute: compute('Failed'), ageMs: 0 }, []],
  ])('come from %s', (_what, parts, expected) => {
    expect(ids(parts)).toEqual(expected);
    expect(JSON.stringify(jobRisks({ ...healthy, ...parts }))).not.toContain('obey');
  });
});
