import { describe, expect, it } from 'vitest';
import { openSession } from '../../../test/session.js';
import { demoIds } from '../../seed/demo-seed.js';

describe('the neighbours of computes', () => {
  const subscription = `/subscriptions/${demoIds.subscriptionId}`;

  it.each([
    ['workspace', `${demoIds.workspaceId}?api-version=2024-04-01`, { location: 'eastus' }],
    ['subscription', `${subscription}?api-version=2022-12-01`, { state: 'Enabled' }],
    [
      'AKS cluster',
      `${demoIds.aksId}?api-version=2024-09-01`,
      { properties: { powerState: { code: 'Running' } } },
    ],
    [
      'Arc cluster',
      `${demoIds.arcId}?api-version=2024-01-01`,
      { properties: { connectivityStatus: 'Connected' } },
    ],
    [
      'extension',
      `${demoIds.aksId}/providers/Microsoft.KubernetesConfiguration/extensions/AzureML?api-version=2023-05-01`,
      { name: 'azureml', properties: { provisioningState: 'Succeeded' } },
    ],
    ['identity', `${demoIds.identityId}?api-version=2023-01-31`, { name: 'demo-identity' }],
  ])('shows a %s', async (_, target, expected) => {
    const { call } = openSession();
    expect((await call('GET', target)).json).toMatchObject(expected);
  });

  it.each([
    ['workspaces', 'Microsoft.MachineLearningServices/workspaces', '2024-04-01', ['demo-ws']],
    ['AKS clusters', 'Microsoft.ContainerService/managedClusters', '2024-09-01', ['demo-aks', 'demo-bare']],
    ['Arc clusters', 'Microsoft.Kubernetes/connectedClusters', '2024-01-01', ['demo-arc']],
  ])('lists %s of a subscription and of a group', async (_, type, version, names) => {
    const { call } = openSession();
    for (const scope of [subscription, `${subscription}/resourceGroups/DEMO-RG`]) {
      const { json } = await call('GET', `${scope}/providers/${type}?api-version=${version}`);
      expect(json['value']).toMatchObject(names.map((name) => ({ name })));
    }
  });

  it('carries the identity of an extension where each kind of cluster has it', async () => {
    const { call } = openSession();
    const list = '/providers/Microsoft.KubernetesConfiguration/extensions?api-version=2023-05-01';
    const [aks, arc] = await Promise.all(
      [demoIds.aksId, demoIds.arcId].map((id) => call('GET', `${id}${list}`)),
    );
    expect(aks?.json['value']).toMatchObject([
      { properties: { aksAssignedIdentity: { type: null, principalId: expect.any(String) } } },
    ]);
    expect(JSON.stringify(aks?.json)).not.toMatch(/"identity"/);
    expect(arc?.json['value']).toMatchObject([{ properties: { aksAssignedIdentity: null } }]);
    expect(arc?.json['value']).toMatchObject([{ identity: { type: 'SystemAssigned' } }]);
  });

  const extensions = 'providers/Microsoft.KubernetesConfiguration/extensions';
  it.each([
    ['AKS cluster', `${demoIds.aksId}x?api-version=2024-09-01`, 'ResourceNotFound'],
    ['Arc cluster', `${demoIds.arcId}x?api-version=2024-01-01`, 'ResourceNotFound'],
    ['extension', `${demoIds.aksId}/${extensions}/flux?api-version=2023-05-01`, 'ResourceNotFound'],
    [
      'AKS cluster with extensions',
      `${demoIds.aksId}x/${extensions}?api-version=2023-05-01`,
      'ParentResourceNotFound',
    ],
    [
      'Arc cluster with extensions',
      `${demoIds.arcId}x/${extensions}?api-version=2023-05-01`,
      'ParentResourceNotFound',
    ],
    [
      'place for extensions',
      `${demoIds.workspaceId}/${extensions}?api-version=2023-05-01`,
      'InvalidResourceType',
    ],
    ['identity', `${demoIds.identityId}x?api-version=2023-01-31`, 'ResourceNotFound'],
    ['workspace', `${demoIds.workspaceId}x?api-version=2024-04-01`, 'ResourceNotFound'],
    [
      'subscription',
      '/subscriptions/00000000-0000-0000-0000-000000000000?api-version=2022-12-01',
      'SubscriptionNotFound',
    ],
  ])('answers 404 for an absent %s', async (_, target, code) => {
    const { call } = openSession();
    const reply = await call('GET', target);
    expect([reply.status, reply.json]).toMatchObject([404, { error: { code } }]);
  });

  it('hides a subscription from a caller who may not read it', async () => {
    const { call, service } = openSession();
    service.control.permissions.deny('Microsoft.Resources/subscriptions/read');
    const reply = await call('GET', `${subscription}?api-version=2022-12-01`);
    expect([reply.status, reply.json]).toMatchObject([403, { error: { code: 'AuthorizationFailed' } }]);
  });

  it('shows a workspace without identity, with its tags, behind its door', async () => {
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: 'rg', name: 'closed' };
    const { call, service } = openSession({ seed: 'empty' });
    const { id } = service.control.workspaces.add({
      ...place,
      systemIdentity: false,
      publicNetworkAccess: 'Disabled',
      tags: { team: 'vision' },
    });
    const { json } = await call('GET', id);
    expect(json).toMatchObject({
      tags: { team: 'vision' },
      properties: { publicNetworkAccess: 'Disabled' },
    });
    expect(json).not.toHaveProperty('identity');
  });

  it('shows why an unhealthy extension is so', async () => {
    const { call } = openSession({ seed: 'troubled' });
    const id = demoIds.aksId.replace('demo-aks', 'unhealthy-aks');
    const { json } = await call('GET', `${id}/${extensions}?api-version=2023-05-01`);
    expect(json['value']).toMatchObject([
      { properties: { provisioningState: 'Failed', statuses: [{ level: 'Error' }] } },
    ]);
  });
});
