// Finds the clusters of many subscriptions, by Azure Resource Graph or by lists, and counts what that asks of the service.
import { CLOUDS, createClient, createTransport, Workspace } from '@azureml-kubernetes/core';
import { demoSeed, FakeComputeService, type Seed } from '@azureml-kubernetes/testkit';
import { DEMO_WORKSPACE } from '../harness/demo-compute.js';

const [discovery = '', subscriptionsText = '', clustersText = ''] = process.argv.slice(2);
const subscriptions = Number(subscriptionsText);
const clusters = Number(clustersText);

const ids = Array.from(
  { length: subscriptions },
  (_unused, index) => `6a2d4e3f-8b5c-4d7e-9fa0-${String(index).padStart(12, '0')}`,
);
const seed: Seed = {
  ...demoSeed,
  clusters: ids.flatMap((subscriptionId) =>
    Array.from({ length: clusters }, (_unused, index) => ({
      subscriptionId,
      resourceGroup: 'rg',
      kind: 'aks' as const,
      name: `c${index}`,
      extension: {},
    })),
  ),
};
const service = new FakeComputeService({ seed, journalLimit: 1 });
let requests = 0;
// On this machine, where Azure's limits do not count.
const cloud = { ...CLOUDS.public, resourceManager: 'http://localhost' };
const transport = createTransport({
  credential: { getToken: async () => ({ token: 'bench', expiresOnTimestamp: Date.now() + 3_600_000 }) },
  cloud,
  fetch: (request) => {
    requests += 1;
    return service.fetch(request);
  },
});
const workspace = new Workspace(DEMO_WORKSPACE, { transport, cloud });
const startedAt = performance.now();
const found = await createClient(workspace).findClusters({
  subscriptionIds: ids,
  discovery: discovery === 'lists' ? 'lists' : 'auto',
});
const result = {
  requests,
  clusters: found.clusters.length,
  seconds: (performance.now() - startedAt) / 1_000,
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
