// A compute's whole life with core: look before the attach, attach, wait, explain, detach. The service is the testkit's,
// over HTTP; for Azure itself leave out `cloud` and take `new DefaultAzureCredential()` of @azure/identity.
import assert from 'node:assert/strict';
import { ConflictError, createClient, KubernetesCompute, Workspace } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';

const service = new FakeComputeService({ provisioning: { attachMs: 2000, detachMs: 1000 } });
const server = await startFakeServer(service);

const credential = {
  getToken: async () => ({ token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const workspace = new Workspace(
  {
    subscriptionId: demoIds.subscriptionId,
    resourceGroup: demoIds.resourceGroup,
    name: demoIds.workspace,
  },
  {
    credential,
    cloud: {
      resourceManager: server.url,
      scope: `${server.url}/.default`,
      authority: 'https://login.microsoftonline.com',
    },
  },
);
const client = createClient(workspace);

try {
  const { clusters } = await client.findClusters();
  const aks = clusters.find(({ cluster }) => cluster.kind === 'aks')?.cluster;
  assert.ok(aks);
  console.log(`Found ${aks.id}`);

  const configuration = KubernetesCompute.attachConfiguration({ resourceId: aks.id, namespace: 'ml-team' });
  const { ready, checks } = await client.checkAttach('gpu', configuration);
  assert.equal(ready, true, checks.map(({ evidence }) => evidence).join('\n'));
  console.log(`${checks.length} checks passed`);

  const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
  await compute.waitForCompletion({ showOutput: true, timeoutMs: 60_000 });
  assert.equal(compute.provisioningState, 'Succeeded');

  await KubernetesCompute.attach(workspace, 'gpu', configuration); // the same again: nothing is sent
  const other = KubernetesCompute.attachConfiguration({ resourceId: aks.id, namespace: 'elsewhere' });
  await assert.rejects(KubernetesCompute.attach(workspace, 'gpu', other), ConflictError.isInstance);
  assert.equal(service.control.requests.entries({ route: 'compute.put' }).length, 1);

  const { verdict } = await client.diagnose('gpu');
  console.log(`Diagnosis: ${verdict}`);
  assert.equal(verdict, 'healthy');

  await compute.detach();
  await compute.waitForCompletion({ timeoutMs: 60_000 });
  for await (const left of KubernetesCompute.list(workspace)) assert.fail(`${left.name} is still there`);
  assert.deepEqual(service.control.clusters.changes(), []);
  console.log('Detached; the cluster was never touched.');
} finally {
  await server.close();
}
