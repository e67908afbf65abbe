import { describe, expect, it } from 'vitest';
import { isUserIdentityId, parseClusterId, resourceId } from './resource-id.js';

const place = { subscriptionId: 's', resourceGroup: 'g', name: 'n' };

describe('parseClusterId', () => {
  it.each([
    ['/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/n', 'aks'],
    ['/SUBSCRIPTIONS/s/resourcegroups/g/providers/microsoft.kubernetes/CONNECTEDCLUSTERS/n', 'arc'],
  ])('reads %s', (id, kind) => {
    expect(parseClusterId(id)).toEqual({ ...place, kind });
  });

  it.each([
    '',
    resourceId('Microsoft.MachineLearningServices/workspaces', place),
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/n/agentPools/p',
    'x/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/n',
  ])('reads nothing in %j', (id) => {
    expect(parseClusterId(id)).toBeNull();
  });
});

describe('isUserIdentityId', () => {
  it('knows a user-assigned identity from other resources', () => {
    const id = resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', place);
    expect([id, id.toUpperCase(), `${id}/x`, 'x'].map(isUserIdentityId)).toEqual([true, true, false, false]);
  });
});
