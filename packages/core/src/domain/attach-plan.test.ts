import { describe, expect, it } from 'vitest';
import { decodeCompute } from '../wire/computes/decode-compute.js';
import { type AttachConfigurationInput, parseAttachConfiguration } from './attach-configuration.js';
import { planAttach, specDifferences } from './attach-plan.js';
import type { Compute } from './compute.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const resourceId = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;
const identity = (name: string): string =>
  `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

function compute(change: Record<string, unknown> = {}, envelope: Record<string, unknown> = {}): Compute {
  const { properties: inner = {}, ...properties } = change;
  const decoded = decodeCompute({
    id: `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`,
    location: 'eastus',
    ...envelope,
    properties: { computeType: 'Kubernetes', resourceId, ...properties, properties: inner },
  });
  if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
  return decoded.compute;
}

function differing(input: Partial<AttachConfigurationInput>, existing: Compute): string[] {
  const wanted = parseAttachConfiguration({ resourceId, ...input });
  return specDifferences(wanted, existing).map(({ field }) => field);
}

describe('the same specification', () => {
  it.each([
    ['ids in another casing', { resourceId: resourceId.toUpperCase() }, compute()],
    ['the default namespace, said or not', { namespace: 'default' }, compute()],
    ['the default namespace, not said', {}, compute({ properties: { namespace: 'default' } })],
    ['what is not asked for', {}, compute({ description: 'd' }, { tags: { team: 'ml' } })],
    ['tags in another order', { tags: { a: '1', b: '2' } }, compute({}, { tags: { b: '2', a: '1' } })],
    [
      'a system-assigned identity',
      { identityType: 'SystemAssigned' },
      compute({}, { identity: { type: 'systemAssigned' } }),
    ],
    [
      'identities in another order and casing',
      { identityType: 'UserAssigned', identityIds: [identity('one'), identity('two')] },
      compute(
        {},
        {
          identity: {
            type: 'UserAssigned',
            userAssignedIdentities: { [identity('TWO')]: {}, [identity('one')]: {} },
          },
        },
      ),
    ],
    [
      'quantities that the service keeps as text',
      { instanceTypes: { small: { resources: { limits: { cpu: 0.5, 'nvidia.com/gpu': 1 } } } } },
      compute({
        properties: {
          instanceTypes: { small: { resources: { limits: { cpu: '0.5', 'nvidia.com/gpu': '1' } } } },
        },
      }),
    ],
    [
      'instance types with nulls for what is left out',
      { instanceTypes: { small: { resources: { limits: { cpu: '1' } } } } },
      compute({
        properties: {
          instanceTypes: {
            small: { nodeSelector: null, resources: { limits: { cpu: '1', 'nvidia.com/gpu': null } } },
          },
        },
      }),
    ],
  ] as const)('has no difference for %s', (_title, input, existing) => {
    expect(differing(input, existing)).toEqual([]);
  });
});

it.each([
  ['resourceId', { resourceId: resourceId.replace('my-aks', 'other') }, compute()],
  ['resourceId', {}, compute({ resourceId: null })],
  ['namespace', { namespace: 'ml' }, compute()],
  ['identity', { identityType: 'SystemAssigned' }, compute()],
  ['identity', {}, compute({}, { identity: { type: 'SystemAssigned' } })],
  [
    'identity',
    { identityType: 'UserAssigned', identityIds: [identity('one')] },
    compute({}, { identity: { type: 'UserAssigned', userAssignedIdentities: { [identity('two')]: {} } } }),
  ],
  ['description', { description: 'd' }, compute()],
  ['tags', { tags: { team: 'ml' } }, compute()],
  ['tags', { tags: {} }, compute({}, { tags: { team: 'ml' } })],
  ['defaultInstanceType', { defaultInstanceType: 'small' }, compute()],
  ['instanceTypes', { instanceTypes: { small: {} } }, compute()],
] as const)('finds a difference in %s', (field, input, existing) => {
  expect(differing(input, existing)).toEqual([field]);
});

describe('planAttach', () => {
  const wanted = parseAttachConfiguration({ resourceId });

  it('attaches under a free name', () => {
    expect(planAttach(wanted, null)).toEqual({ kind: 'attach' });
  });

  it.each(['Succeeded', 'Creating', 'Updating', 'Unknown', 'Pondering'])(
    'does nothing where it is %s already',
    (state) => {
      expect(planAttach(wanted, compute({ provisioningState: state })).kind).toBe('nothing');
    },
  );

  it.each(['Failed', 'Canceled', 'Deleting'])(
    'is a conflict where it is %s, even for the same specification',
    (state) => {
      expect(planAttach(wanted, compute({ provisioningState: state }))).toMatchObject({
        kind: 'conflict',
        differences: [{ field: 'state', current: state, wanted: 'Succeeded' }],
      });
    },
  );
});
