import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ContainerServiceClient } from '@azure/arm-containerservice';
import { ConnectedKubernetesClient } from '@azure/arm-hybridkubernetes';
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration';
import { ManagedServiceIdentityClient } from '@azure/arm-msi';
import { ResourceManagementClient } from '@azure/arm-resources';
import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/seed/demo-seed.js';
import { type Stage, setTheStage } from './stage.js';

// The management clients of the vendor as they come: stock pipelines, and the api-version that each has by default.

const openStage = setTheStage();
const { subscriptionId, resourceGroup } = demoIds;

async function namesOf(pages: AsyncIterable<{ readonly name?: string | undefined }>): Promise<unknown[]> {
  const names: unknown[] = [];
  for await (const { name } of pages) names.push(name);
  return names;
}

/** What every client needs: a credential, the subscription, and the address of the service. */
function settingsOf({ connection }: Stage) {
  return [connection.credential, subscriptionId, connection.options] as const;
}

describe('a stock management client', () => {
  it('of subscriptions finds them, their regions and the tenant', async () => {
    const { connection } = openStage();
    const { subscriptions, tenants } = new SubscriptionClient(connection.credential, connection.options);
    const found = [];
    for await (const { subscriptionId: id, tenantId, state } of subscriptions.list())
      found.push({ id, tenantId, state });
    expect(found).toEqual([{ id: subscriptionId, tenantId: demoIds.tenantId, state: 'Enabled' }]);
    expect(await subscriptions.get(subscriptionId)).toMatchObject({
      subscriptionPolicies: { spendingLimit: 'Off' },
    });
    expect(await namesOf(subscriptions.listLocations(subscriptionId))).toContain('westeurope');
    const ids = [];
    for await (const { tenantId } of tenants.list()) ids.push(tenantId);
    expect(ids).toEqual([demoIds.tenantId]);
  });

  it('of resources finds groups, resources and providers', async () => {
    const client = new ResourceManagementClient(...settingsOf(openStage()));
    expect(await namesOf(client.resourceGroups.list())).toEqual([resourceGroup]);
    expect(await client.resourceGroups.get(resourceGroup)).toMatchObject({ location: 'eastus' });
    expect(await client.resourceGroups.checkExistence(resourceGroup)).toMatchObject({ body: true });
    expect(await client.resourceGroups.checkExistence('nowhere')).toMatchObject({ body: false });
    const filter = "resourceType eq 'Microsoft.ContainerService/managedClusters'";
    expect(await namesOf(client.resources.list({ filter }))).toEqual(['demo-aks', 'demo-bare']);
    expect(await namesOf(client.resources.listByResourceGroup(resourceGroup))).toHaveLength(5);
    const provider = await client.providers.get('Microsoft.Relay');
    expect([provider.registrationState, provider.resourceTypes?.[0]?.resourceType]).toEqual([
      'Registered',
      'namespaces',
    ]);
    const namespaces = [];
    for await (const { namespace } of client.providers.list()) namespaces.push(namespace);
    expect(namespaces).toContain('Microsoft.KubernetesConfiguration');
  });

  it('of resources pages them, and is told what is not modelled', async () => {
    const stage = openStage({ service: { modes: { pageSize: 1 } } });
    const client = new ResourceManagementClient(...settingsOf(stage));
    expect(await namesOf(client.resources.list())).toHaveLength(5);
    const refused = { statusCode: 501, code: 'NotModelled' };
    await expect(client.tagsOperations.list().next()).rejects.toMatchObject(refused);
    // A HEAD has no body, so that only the status tells.
    await expect(client.resources.checkExistenceById(demoIds.aksId, '2024-09-01')).rejects.toMatchObject({
      statusCode: 501,
    });
  });

  it('of AKS finds clusters', async () => {
    const { managedClusters } = new ContainerServiceClient(...settingsOf(openStage()));
    expect(await namesOf(managedClusters.list())).toEqual(['demo-aks', 'demo-bare']);
    expect(await namesOf(managedClusters.listByResourceGroup(resourceGroup))).toEqual([
      'demo-aks',
      'demo-bare',
    ]);
    expect(await managedClusters.get(resourceGroup, 'demo-aks')).toMatchObject({ location: 'eastus' });
  });

  it('of Arc finds clusters with the key of their agents', async () => {
    const { connectedClusterOperations } = new ConnectedKubernetesClient(...settingsOf(openStage()));
    expect(await namesOf(connectedClusterOperations.listBySubscription())).toEqual(['demo-arc']);
    expect(await namesOf(connectedClusterOperations.listByResourceGroup(resourceGroup))).toEqual([
      'demo-arc',
    ]);
    const cluster = await connectedClusterOperations.get(resourceGroup, 'demo-arc');
    expect(cluster).toMatchObject({
      agentPublicKeyCertificate: expect.stringMatching(/^MI/),
      connectivityStatus: 'Connected',
    });
  });

  it('of extensions finds them on both kinds of cluster', async () => {
    const { extensions } = new SourceControlConfigurationClient(...settingsOf(openStage()));
    for (const [rp, type, name] of [
      ['Microsoft.ContainerService', 'managedClusters', 'demo-aks'],
      ['Microsoft.Kubernetes', 'connectedClusters', 'demo-arc'],
    ] as const)
      expect(await namesOf(extensions.list(resourceGroup, rp, type, name))).toEqual(['azureml']);
  });

  it('of identities finds them', async () => {
    const { userAssignedIdentities } = new ManagedServiceIdentityClient(...settingsOf(openStage()));
    expect(await namesOf(userAssignedIdentities.listBySubscription())).toEqual(['demo-identity']);
    expect(await namesOf(userAssignedIdentities.listByResourceGroup(resourceGroup))).toEqual([
      'demo-identity',
    ]);
    expect(await userAssignedIdentities.get(resourceGroup, 'demo-identity')).toMatchObject({
      tenantId: demoIds.tenantId,
    });
  });

  it('of authorization finds assignments at a scope, and permissions', async () => {
    const client = new AuthorizationManagementClient(...settingsOf(openStage()));
    expect(
      await namesOf(client.roleAssignments.listForScope(demoIds.aksId, { filter: 'atScope()' })),
    ).toEqual([]);
    const permissions = [];
    for await (const one of client.permissions.listForResourceGroup(resourceGroup)) permissions.push(one);
    expect(permissions).toMatchObject([{ actions: ['*'] }]);
  });
});
