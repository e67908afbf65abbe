import assert from 'node:assert/strict';
import {
  type AttachConfiguration,
  createTransport,
  KubernetesCompute,
  type KubernetesComputeStatus,
  type TokenCredential,
  Workspace,
} from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';

const clock = new ManualClock({ autoAdvance: true });
const service = new FakeComputeService({ clock });
const credential: TokenCredential = {
  getToken: async () => ({ token: 'anything', expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const transport = createTransport({ credential, clock, fetch: service.fetch });
const { subscriptionId, resourceGroup, workspace: name } = demoIds;
const workspace = new Workspace({ subscriptionId, resourceGroup, name }, { transport, clock });

const configuration: AttachConfiguration = KubernetesCompute.attachConfiguration({
  resourceId: demoIds.aksId,
});
const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
await compute.waitForCompletion();
const status: KubernetesComputeStatus | string | null = await compute.getStatus();
assert.ok(status !== null);
assert.deepEqual(
  service.control.computes.list().map(({ record }) => record.name),
  ['cpu-cluster', 'gpu'],
);
