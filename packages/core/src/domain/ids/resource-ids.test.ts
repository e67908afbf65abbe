import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { readArmId, sameArmId } from './arm-id.js';
import {
  clusterKindOf,
  isComputeId,
  isUserAssignedIdentityId,
  nameOf,
  parseClusterId,
  parseComputeId,
  parseUserAssignedIdentityId,
  parseWorkspaceId,
  subscriptionOf,
  workspaceIdOfCompute,
} from './resource-ids.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const AKS = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;
const ARC = `${SCOPE}/Microsoft.Kubernetes/connectedClusters/my-arc`;
const COMPUTE = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`;

describe('parseClusterId', () => {
  it.each([
    AKS,
    ARC,
    AKS.toLowerCase(),
    AKS.toUpperCase(),
    AKS.replace('my-rg', 'rg(prod)'),
    AKS.replace('my-rg', 'rg_1.x-'),
  ])('accepts %s and keeps its casing', (id) => {
    expect(parseClusterId(id)).toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['a name', 'my-aks'],
    ['two slashes at the end', `${AKS}//`],
    ['a query', `${AKS}?api-version=1`],
    ['a newline', `${AKS}\n`],
    ['NUL', `${AKS}\0`],
    ['a space before', ` ${AKS}`],
    ['a host', `https://management.azure.com${AKS}`],
    ['a child', `${AKS}/agentPools/np1`],
    ['a doubled slash', AKS.replace('/providers', '//providers')],
    ['a resource group ending in a dot', AKS.replace('my-rg', 'rg.')],
    ['a resource group of 91 characters', AKS.replace('my-rg', 'x'.repeat(91))],
    ['percent-encoding', AKS.replace('my-rg', 'my%20rg')],
    ['a space', AKS.replace('my-rg', 'my rg')],
    ['a Unicode digit', AKS.replace('11111111', '1111111١')],
    ['a dotted capital I', AKS.replace('subscriptions', 'subscrİptions')],
    ['a Kelvin sign', ARC.replace('Kubernetes', '\u212aubernetes')],
    ['another provider', AKS.replace('ContainerService', 'Compute')],
    ['a dot that is any character', AKS.replace('Microsoft.', 'MicrosoftX')],
    ['mixed kinds', AKS.replace('managedClusters', 'connectedClusters')],
    ['a subscription that is no GUID', AKS.replace('11111111', 'x')],
    ['a number', 42],
    ['a list', [AKS]],
    ['null', null],
  ])('refuses %s', (_title, id) => {
    expect(() => parseClusterId(id)).toThrow(InvalidInputError);
  });

  it('names field, rule and example', () => {
    expect(() => parseClusterId('x', 'resource_id')).toThrow(
      expect.objectContaining({
        problem: {
          field: 'resource_id',
          rule: expect.stringContaining('whole ARM id'),
          example: expect.stringContaining('managedClusters'),
        },
      }),
    );
  });
});

describe('the other kinds of id', () => {
  const identity = `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
  const workspace = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1`;

  it('are told apart', () => {
    expect(parseUserAssignedIdentityId(identity)).toBe(identity);
    expect(parseWorkspaceId(workspace)).toBe(workspace);
    expect(parseComputeId(COMPUTE)).toBe(COMPUTE);
    for (const parse of [parseUserAssignedIdentityId, parseWorkspaceId, parseComputeId]) {
      expect(() => parse(AKS)).toThrow(InvalidInputError);
    }
    expect(isComputeId(workspace)).toBe(false);
    expect(isComputeId(7)).toBe(false);
  });

  it('give their parts', () => {
    const compute = parseComputeId(COMPUTE);
    expect(nameOf(compute)).toBe('gpu');
    expect(subscriptionOf(parseClusterId(AKS.toUpperCase()))).toBe('11111111-2222-3333-4444-555555555555');
    expect(workspaceIdOfCompute(compute)).toBe(workspace);
    expect([
      clusterKindOf(AKS.toLowerCase()),
      clusterKindOf(ARC),
      clusterKindOf(COMPUTE),
      clusterKindOf('x'),
    ]).toEqual(['aks', 'arc', null, null]);
  });
});

describe('readArmId', () => {
  const guid = fc.uuid();
  const group = fc.stringMatching(/^[a-zA-Z0-9_().-]{0,20}[a-zA-Z0-9_()-]$/);
  const segment = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,20}$/);
  const type = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{0,15}$/);
  const path = fc.array(fc.tuple(type, segment), { minLength: 1, maxLength: 4 });

  it('reads every id of the grammar into its parts', () => {
    fc.assert(
      fc.property(guid, group, path, (subscriptionId, resourceGroup, pairs) => {
        const tail = pairs.map(([one, other]) => `/${one}/${other}`).join('');
        const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Micro.Soft${tail}`;
        expect(readArmId(id)).toEqual({
          subscriptionId,
          resourceGroup,
          namespace: 'Micro.Soft',
          path: pairs,
        });
      }),
    );
  });

  it('never reads an id with anything around it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (extra) => {
        if (!/^[\w().-]*$/.test(extra)) {
          expect(readArmId(AKS + extra.replaceAll('/', '?'))).toBeNull();
          expect(readArmId(extra + AKS)).toBeNull();
        }
      }),
    );
  });
});

it('tells ids of one kind from those of another', () => {
  const identity = `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
  expect([identity, AKS, COMPUTE, 7, null].map(isUserAssignedIdentityId)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect([identity, AKS, COMPUTE].map(isComputeId)).toEqual([false, false, true]);
});

it('compares ids without case', () => {
  expect(sameArmId(AKS, AKS.toUpperCase())).toBe(true);
  expect(sameArmId(AKS, ARC)).toBe(false);
});
