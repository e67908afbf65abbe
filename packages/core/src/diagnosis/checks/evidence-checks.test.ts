import { describe, expect, it } from 'vitest';
import { parseNamespace } from '../../domain/ids/namespace.js';
import { parseClusterId } from '../../domain/ids/resource-ids.js';
import type { ClusterEvidence, PodEvidence } from '../../domain/preparing/cluster-evidence.js';
import { parseClusterInstanceTypes } from '../../domain/preparing/cluster-instance-type.js';
import type { Check } from './check.js';
import { checkEvidence } from './evidence-checks.js';
import { withHealingStep } from './healing-step.js';

const notAsked = { kind: 'not-asked' } as const;
const nothing: ClusterEvidence = {
  resourceId: parseClusterId(
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/c',
  ),
  takenAt: '2026-01-01T00:00:00.000Z',
  namespaces: notAsked,
  pods: notAsked,
  health: notAsked,
  releases: notAsked,
  instanceTypes: notAsked,
  nodes: notAsked,
  events: notAsked,
};
const ml = parseNamespace('ml');

function read<T>(value: T): { readonly kind: 'read'; readonly value: T } {
  return { kind: 'read', value };
}

function only(evidence: Partial<ClusterEvidence>): Check {
  const [check, ...more] = checkEvidence({ ...nothing, ...evidence }, ml);
  if (check === undefined || more.length > 0) throw new Error('not one check');
  return check;
}

function pod(phase: string, waitingReason: string | null): PodEvidence {
  const containers = [{ name: 'main', isReady: false, restarts: 0, waitingReason, terminatedReason: null }];
  return { name: 'p', phase, node: null, containers };
}

const node = {
  name: 'n',
  isReady: true,
  isSchedulable: true,
  cpu: '4',
  memory: '8Gi',
  gpus: 0,
  architecture: null,
  labels: {},
  taints: [],
};

function typesOf(cpu: string): ClusterEvidence['instanceTypes'] {
  const amounts = { cpu, memory: '1Gi' };
  const types = parseClusterInstanceTypes({ t: { resources: { requests: amounts, limits: amounts } } });
  return read(types.map((type) => ({ name: type.name, type })));
}

describe('checkEvidence', () => {
  it('adds nothing for what was not read', () => {
    expect(checkEvidence(nothing, ml)).toEqual([]);
  });

  it.each([
    ['namespace', 'pass', { namespaces: read([{ name: 'ml', phase: 'Active' }]) }],
    ['namespace', 'fail', { namespaces: read([{ name: 'ml', phase: 'Terminating' }]) }],
    ['namespace', 'fail', { namespaces: read([]) }],
    ['extension-pods', 'warn', { pods: read([]) }],
    ['extension-pods', 'pass', { pods: read([pod('Running', null)]) }],
    ['extension-pods', 'warn', { pods: read([pod('Pending', 'ContainerCreating')]) }],
    ['extension-pods', 'fail', { pods: read([pod('Pending', 'ImagePullBackOff')]) }],
    ['extension-pods', 'fail', { pods: read([pod('Running', 'CrashLoopBackOff')]) }],
    ['extension-report', 'pass', { health: read([]) }],
    [
      'extension-quota',
      'fail',
      { events: read([{ at: '', object: 'Job/x', reason: 'r', message: 'exceeded quota: q' }]) },
    ],
    ['instance-types', 'pass', { instanceTypes: typesOf('1'), nodes: read([node]) }],
    ['instance-types', 'warn', { instanceTypes: typesOf('9'), nodes: read([node]) }],
    ['instance-types', 'warn', { instanceTypes: read([{ name: 'x', type: null }]), nodes: read([node]) }],
  ] as const)('makes %s %s', (id, status, evidence) => {
    expect(only(evidence)).toMatchObject({ id, status });
  });

  it.each(['E40001', 'E40002', 'E40003', 'E40007', 'E45002', 'E45003', 'E49999'])(
    'names the code %s of the health report and what to do',
    (code) => {
      const finding = { report: 'pre-install', name: 'x', isPassed: false, code, message: 'planted words' };
      const check = only({ health: read([finding]) });
      expect(check).toMatchObject({
        status: 'fail',
        evidence: expect.stringContaining(code),
        cause: expect.any(String),
      });
      expect(JSON.stringify(check)).not.toContain('planted');
    },
  );

  it('says nothing of events that are no obstacle', () => {
    expect(checkEvidence({ ...nothing, events: read([]) }, ml)).toEqual([]);
  });
});

describe('withHealingStep', () => {
  const check = { id: 'extension', status: 'fail', evidence: 'e', fix: 'f', source: 's' } as const;

  it.each([
    [check, 'extension'],
    [{ ...check, cause: 'provider-unregistered' }, 'providers'],
    [{ ...check, id: 'workspace-roles' as const }, 'roles'],
    [{ ...check, id: 'namespace' as const, status: 'unknown' as const }, 'namespace'],
    [{ ...check, id: 'name' as const }, undefined],
    [{ ...check, status: 'pass' as const }, undefined],
  ])('names the step of %j', (given, step) => {
    expect(withHealingStep(given).step).toBe(step);
  });
});
