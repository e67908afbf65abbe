import { describe, expect, it } from 'vitest';
import { decodeCompute } from '../../wire/decode-compute.js';
import type { Check } from '../check.js';
import type { Compute } from '../compute.js';
import { parseLifecycle } from '../lifecycle.js';
import type { Evidence } from './cause.js';
import { rankCauses, STUCK_AFTER_MS } from './rank-causes.js';
import { SERVICE_RULES } from './service-rules.js';

function compute(state: string): Compute {
  const id =
    '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
    '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu';
  const decoded = decodeCompute({ id, location: 'eastus', properties: { computeType: 'Kubernetes' } });
  if (decoded.kind === 'invalid') throw new Error(decoded.reason);
  return { ...decoded.compute, lifecycle: parseLifecycle(state) };
}

function evidence(parts: Partial<Evidence>): Evidence {
  return { compute: compute('Failed'), problems: [], checks: [], ageMs: 0, ...parts };
}

function check(id: Check['id'], status: Check['status']): Check {
  return { id, status, evidence: `seen ${id}`, fix: 'mend it', source: 'a test' };
}

describe('what the service said', () => {
  it.each(SERVICE_RULES.flatMap(({ id, codes }) => codes.map((code) => [code, id] as const)))(
    'the code %s, in any casing, points to %s',
    (code, id) => {
      const [cause] = rankCauses(evidence({ problems: [{ code: code.toUpperCase(), message: '' }] }));
      expect(cause?.id).toBe(id);
    },
  );

  it.each([
    ['The AzureML extension is not installed.', 'extension-missing'],
    ['Relay resource id or connection string are not provided.', 'relay-left-over'],
    ['AKS role check failed for user assigned identity.', 'role-check-failed'],
    ["Retries exceeded, last error 'Forbidden'", 'workspace-access'],
    ['Specified kubernetes version 1.19 is not supported here', 'kubernetes-unsupported'],
    ['An internal server error occurred.', 'internal-error'],
  ])('the words "%s" point to %s', (message, id) => {
    expect(rankCauses(evidence({ problems: [{ code: null, message }] }))[0]?.id).toBe(id);
  });

  it('counts by its specific words before a general code', () => {
    const problems = [{ code: 'InternalServerError', message: "last error 'Forbidden'" }];
    expect(rankCauses(evidence({ problems }))[0]?.id).toBe('workspace-access');
  });

  it('says nothing where no rule knows it', () => {
    expect(rankCauses(evidence({ problems: [{ code: 'Mystery', message: 'something' }] }))).toEqual([]);
  });
});

it('puts what was seen before what was said, and that before what is usual', () => {
  const causes = rankCauses(
    evidence({
      checks: [check('cluster-network', 'warn'), check('extension', 'fail')],
      problems: [{ code: 'ClusterNotReachable', message: '' }],
    }),
  );
  expect(causes.map(({ id, confidence }) => [id, confidence])).toEqual([
    ['extension', 'certain'],
    ['cluster-unreachable', 'likely'],
    ['cluster-network', 'possible'],
  ]);
});

it('does not suspect warnings that make no attach fail', () => {
  expect(
    rankCauses(evidence({ checks: [check('name', 'warn'), check('kubernetes-version', 'warn')] })),
  ).toEqual([]);
});

it('names each cause once', () => {
  const problem = { code: 'ClusterNotFound', message: '' };
  expect(rankCauses(evidence({ problems: [problem, problem] }))).toHaveLength(1);
});

describe('being stuck', () => {
  it.each(['Creating', 'Updating', 'Deleting'])('is suspected of %s from the threshold on', (state) => {
    const at = (ageMs: number): string[] =>
      rankCauses(evidence({ compute: compute(state), ageMs })).map(({ id }) => id);
    expect(at(STUCK_AFTER_MS - 1)).toEqual([]);
    expect(at(STUCK_AFTER_MS)).toEqual(['stuck']);
  });

  it('is not suspected of what has ended, or of unknown age', () => {
    expect(rankCauses(evidence({ compute: compute('Succeeded'), ageMs: STUCK_AFTER_MS }))).toEqual([]);
    expect(rankCauses(evidence({ compute: compute('Creating'), ageMs: null }))).toEqual([]);
  });
});
