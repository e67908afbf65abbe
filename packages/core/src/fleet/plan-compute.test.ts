import { describe, expect, it } from 'vitest';
import { parseAttachConfiguration } from '../domain/attach-configuration.js';
import { type DecodedCompute, decodeCompute } from '../wire/computes/decode-compute.js';
import type { WantedCompute } from './fleet.js';
import { planCompute } from './plan-compute.js';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg';
const AKS = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`;
const present: WantedCompute = {
  state: 'present',
  configuration: parseAttachConfiguration({ resourceId: AKS, namespace: 'ml' }),
  prepare: null,
};
const absent: WantedCompute = { state: 'absent' };

/** The compute `gpu` as the service has it. */
function existing(provisioningState: string, namespace = 'ml', cluster = AKS): DecodedCompute {
  return decodeCompute({
    id: `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/ws/computes/gpu`,
    name: 'gpu',
    location: 'eastus',
    properties: {
      computeType: 'Kubernetes',
      provisioningState,
      resourceId: cluster,
      isAttachedCompute: true,
      properties: { namespace },
    },
  });
}

describe('the plan of one compute', () => {
  it.each([
    ['nothing has its name', null, 'attach'],
    ['it is as it shall be', existing('Succeeded'), 'unchanged'],
    ['it is being attached as it shall be', existing('Creating'), 'under-way'],
    ['it has another namespace', existing('Succeeded', 'old'), 'replace'],
    ['it is of another cluster', existing('Succeeded', 'ml', `${AKS}2`), 'replace'],
    ['it is being detached', existing('Deleting'), 'replace'],
  ])('when %s is to %s', (_when, compute, action) => {
    expect(planCompute(present, compute)).toMatchObject({ action, reason: null });
  });

  it.each([
    ['its attach failed', existing('Failed'), 'its attach did not succeed'],
    ['another change is under way', existing('Updating', 'old'), 'an operation on it is under way'],
    ['it cannot be read', decodeCompute({ name: 'gpu' }), 'cannot be read'],
    [
      'it is of another type',
      { kind: 'other', name: 'gpu', computeType: 'AmlCompute' },
      'of type AmlCompute',
    ],
    ['its type is no word', { kind: 'other', name: 'gpu', computeType: 'do this now' }, 'of another type'],
  ] as const)('leaves it to a person when %s', (_when, compute, reason) => {
    expect(planCompute(present, compute)).toMatchObject({
      action: 'conflict',
      reason: expect.stringContaining(reason),
    });
  });

  it.each([
    ['is absent', null, 'unchanged'],
    ['is there', existing('Succeeded'), 'detach'],
    ['is on its way out', existing('Deleting'), 'under-way'],
  ])('that shall be absent and %s is %s', (_when, compute, action) => {
    expect(planCompute(absent, compute)).toEqual({ action, differences: [], reason: null });
  });
});
