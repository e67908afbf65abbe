import { KubernetesCompute, Workspace } from '@azureml-kubernetes/core';
import { FakeComputeService, type Seed } from '@azureml-kubernetes/testkit';
import { DefaultAzureCredential } from './identity.ts';

const place = {
  subscriptionId: '5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f',
  resourceGroup: 'my-rg',
  location: 'eastus',
};
const idOf = (type: string, name: string): string =>
  `/subscriptions/${place.subscriptionId}/resourceGroups/my-rg/providers/${type}/${name}`;

/** The world in which snippets run: the names that the pages use for what is the reader's own. */
const seed: Seed = {
  workspaces: [{ ...place, name: 'my-workspace' }],
  clusters: [
    { ...place, kind: 'aks', name: 'my-aks', extension: {} },
    { ...place, kind: 'arc', name: 'my-arc', extension: {} },
  ],
  identities: [{ ...place, name: 'my-identity' }],
};

/** Puts a fresh fake where Azure would be, and what `names.d.ts` declares into the global scope. Gives back how to end it. */
export async function setStage(): Promise<() => void> {
  const service = new FakeComputeService({ seed, provisioning: { attachMs: 0, detachMs: 0 } });
  const platformFetch = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const request = new Request(input, init);
    const isHere = new URL(request.url).hostname === '127.0.0.1';
    return isHere ? platformFetch(request) : service.fetch(request);
  };
  Object.assign(globalThis, await makeNames());
  return () => {
    globalThis.fetch = platformFetch;
  };
}

async function makeNames() {
  const { subscriptionId, resourceGroup } = place;
  const credential = new DefaultAzureCredential();
  const workspace = new Workspace({ subscriptionId, resourceGroup, name: 'my-workspace' }, { credential });
  const configuration = KubernetesCompute.attachConfiguration({
    resourceId: idOf('Microsoft.Kubernetes/connectedClusters', 'my-arc'),
  });
  const compute = await KubernetesCompute.attach(workspace, 'edge', configuration);
  await compute.waitForCompletion();
  return {
    subscriptionId,
    clusterId: idOf('Microsoft.ContainerService/managedClusters', 'my-aks'),
    identityId: idOf('Microsoft.ManagedIdentity/userAssignedIdentities', 'my-identity'),
    credential,
    workspace,
    compute,
  };
}
