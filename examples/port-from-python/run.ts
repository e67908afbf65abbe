// Runs the port against the testkit over HTTP, and looks at what it did.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { main } from './attach-gpu.ts';

const service = new FakeComputeService({ provisioning: { attachMs: 500, detachMs: 500 } });
const server = await startFakeServer(service);
const folder = mkdtempSync(join(tmpdir(), 'port-'));
const { subscriptionId, resourceGroup, workspace } = demoIds;
const config = {
  subscription_id: subscriptionId,
  resource_group: resourceGroup,
  workspace_name: workspace,
};
writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
const credential = {
  getToken: async () => ({ token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const { url } = server;
const cloud = {
  resourceManager: url,
  scope: `${url}/.default`,
  authority: 'https://login.microsoftonline.com',
};

try {
  await main(credential, demoIds.aksId, { folder, cloud });
  const writes = service.control.requests.entries().filter(({ method }) => method !== 'GET');
  assert.deepEqual(
    writes.map(({ route }) => route),
    ['compute.put', 'compute.delete'],
  );
  assert.equal(JSON.parse(readFileSync(join(folder, 'gpu.json'), 'utf8')).name, 'gpu');
  assert.deepEqual(service.control.clusters.changes(), []);
  console.log('The port attached, stored, read back and detached; the cluster was never touched.');
} finally {
  await server.close();
  rmSync(folder, { recursive: true });
}
