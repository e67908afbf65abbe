import { describe, expect, it } from 'vitest';
import { openSession } from '../../test/session.js';

const [HERE, ELSEWHERE] = ['6a2d4e3f-8b5c-4d7e-9fa0-000000000001', '6a2d4e3f-8b5c-4d7e-9fa0-000000000002'];

/** The name of a group, of another one that begins alike, and of the first one in another subscription. */
const PLACES = [
  { subscriptionId: HERE, resourceGroup: 'rg' },
  { subscriptionId: HERE, resourceGroup: 'rg-2' },
  { subscriptionId: ELSEWHERE, resourceGroup: 'rg' },
];
const resources = PLACES.map((place, index) => ({ ...place, name: `in-${index}` }));
const seed = {
  workspaces: resources,
  clusters: resources.map((one) => ({ ...one, kind: 'aks' as const })),
  identities: resources,
};

async function namesAt(scope: string, list: string): Promise<unknown[]> {
  const { json } = await openSession({ seed }).call('GET', `/subscriptions/${HERE}${scope}${list}`);
  return Object(json['value']).map(({ name }: { readonly name: string }) => name);
}

describe('a list', () => {
  it.each([
    ['workspaces', '/providers/Microsoft.MachineLearningServices/workspaces?api-version=2024-04-01'],
    ['clusters', '/providers/Microsoft.ContainerService/managedClusters?api-version=2024-09-01'],
    ['identities', '/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2023-01-31'],
    [
      'resources',
      "/resources?api-version=2021-04-01&$filter=resourceType eq 'Microsoft.ContainerService/managedClusters'",
    ],
  ])('of %s holds those of its subscription, or of its group under any case', async (_, list) => {
    expect(await namesAt('', list)).toEqual(['in-0', 'in-1']);
    expect(await namesAt('/resourceGroups/RG', list)).toEqual(['in-0']);
  });

  it('of groups holds those of its subscription', async () => {
    expect(await namesAt('', '/resourceGroups?api-version=2021-04-01')).toEqual(['rg', 'rg-2']);
  });
});
