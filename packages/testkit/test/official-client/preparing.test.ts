import { AuthorizationManagementClient } from '@azure/arm-authorization';
import { ContainerServiceClient } from '@azure/arm-containerservice';
import { SourceControlConfigurationClient } from '@azure/arm-kubernetesconfiguration';
import { RelayAPI } from '@azure/arm-relay';
import { describe, expect, it } from 'vitest';
import { demoIds } from '../../src/seed/demo-seed.js';
import { bareIds, installBody } from '../preparing-session.js';
import { setTheStage } from './stage.js';

const open = setTheStage();
const { subscriptionId, resourceGroup } = demoIds;
const QUICK = { updateIntervalInMs: 1 };

// The vendor's clients with their stock pipelines; what they create, change and delete, the fake takes in strict mode.
describe('the clients of what prepares a cluster', { timeout: 30_000 }, () => {
  it('install, change and remove an extension', async () => {
    const { connection, session } = open({ service: { seed: 'cluster-bare' } });
    await session.call(
      'POST',
      `/subscriptions/${subscriptionId}/providers/Microsoft.KubernetesConfiguration/register?api-version=2021-04-01`,
    );
    await session.clock.advance(3000);
    const { extensions } = new SourceControlConfigurationClient(
      connection.credential,
      subscriptionId,
      connection.options,
    );
    const place = [resourceGroup, 'Microsoft.ContainerService', 'managedClusters', 'c1', 'azureml'] as const;
    const { extensionType, configurationSettings } = installBody(bareIds.aks);
    const created = await extensions.beginCreateAndWait(
      ...place,
      {
        identity: { type: 'SystemAssigned' },
        extensionType: String(extensionType),
        scope: { cluster: { releaseNamespace: 'azureml' } },
        configurationSettings: Object(configurationSettings),
        configurationProtectedSettings: { secret: 'planted' },
      },
      QUICK,
    );
    expect(created).toMatchObject({
      provisioningState: 'Succeeded',
      currentVersion: '1.1.63',
      configurationProtectedSettings: { secret: '' },
    });
    const updated = await extensions.beginUpdateAndWait(
      ...place,
      { configurationSettings: { installVolcano: 'False' } },
      QUICK,
    );
    expect(updated.configurationSettings).toMatchObject({ installVolcano: 'False', enableTraining: 'True' });
    const listed = [];
    for await (const one of extensions.list(...(place.slice(0, 4) as [string, string, string, string])))
      listed.push(one.name);
    expect(listed).toEqual(['azureml']);
    await extensions.beginDeleteAndWait(...place, QUICK);
    await expect(extensions.get(...place)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('write and remove a Trusted Access role binding, and run a command', async () => {
    const { connection } = open({ service: { seed: 'cluster-bare' } });
    const client = new ContainerServiceClient(connection.credential, subscriptionId, connection.options);
    const roles = ['Microsoft.MachineLearningServices/workspaces/mlworkload'];
    const bound = await client.trustedAccessRoleBindings.createOrUpdate(
      resourceGroup,
      'c1',
      'aml-1',
      { sourceResourceId: demoIds.workspaceId, roles },
      QUICK,
    );
    expect(bound).toMatchObject({ provisioningState: 'Succeeded', roles });
    await client.trustedAccessRoleBindings.delete(resourceGroup, 'c1', 'aml-1', QUICK);
    await expect(client.trustedAccessRoleBindings.get(resourceGroup, 'c1', 'aml-1')).rejects.toMatchObject({
      statusCode: 404,
    });
    const result = await client.managedClusters.runCommand(
      resourceGroup,
      'c1',
      { command: 'kubectl create namespace jobs -o json' },
      QUICK,
    );
    expect(result).toMatchObject({ exitCode: 0, provisioningState: 'Succeeded' });
    expect(result?.logs).toContain('"jobs"');
  });

  it('assign a role and take it back', async () => {
    const { connection } = open({ service: { seed: 'cluster-bare' } });
    const { roleAssignments } = new AuthorizationManagementClient(
      connection.credential,
      subscriptionId,
      connection.options,
    );
    const name = 'fce62379-088c-5dfa-9688-65febc5d18d1';
    const principalId = '22222222-3333-4444-5555-666666666666';
    const created = await roleAssignments.create(bareIds.aks, name, {
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
    });
    expect(created).toMatchObject({ name, principalId });
    const listed = [];
    for await (const one of roleAssignments.listForScope(bareIds.aks, {
      filter: `principalId eq '${principalId}'`,
    }))
      listed.push(one.name);
    expect(listed).toEqual([name]);
    expect(await roleAssignments.delete(bareIds.aks, name)).toMatchObject({ name });
    await expect(roleAssignments.get(bareIds.aks, name)).rejects.toMatchObject({
      code: 'RoleAssignmentNotFound',
    });
  });

  it('make a Relay and read its keys', async () => {
    const { connection, session } = open({ service: { seed: 'cluster-bare-arc' } });
    await session.call(
      'POST',
      `/subscriptions/${subscriptionId}/providers/Microsoft.Relay/register?api-version=2021-04-01`,
    );
    await session.clock.advance(3000);
    const client = new RelayAPI(connection.credential, subscriptionId, connection.options);
    const made = await client.namespaces.beginCreateOrUpdateAndWait(
      resourceGroup,
      'c1relay',
      { location: 'eastus', tags: { created_by: 'Azure Arc-enabled ML' } },
      QUICK,
    );
    expect(made.serviceBusEndpoint).toContain('c1relay');
    await client.hybridConnections.createOrUpdate(resourceGroup, 'c1relay', 'c1', {
      requiresClientAuthorization: true,
    });
    await client.hybridConnections.createOrUpdateAuthorizationRule(
      resourceGroup,
      'c1relay',
      'c1',
      'azureml_rw',
      {
        rights: ['Manage', 'Send', 'Listen'],
      },
    );
    const keys = await client.hybridConnections.listKeys(resourceGroup, 'c1relay', 'c1', 'azureml_rw');
    expect(keys.primaryConnectionString).toMatch(/EntityPath=c1$/);
  });
});
