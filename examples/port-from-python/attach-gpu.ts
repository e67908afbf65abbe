// The port of attach_gpu.py, line by line, with docs/porting-from-python.md alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { KubernetesCompute, NotFoundError, type TokenCredential, Workspace } from '@azureml-kubernetes/core';

/** What differs from a run on Azure: the folder, and where the cloud is. */
export interface Surroundings {
  readonly folder: string;
  readonly cloud?: ConstructorParameters<typeof Workspace>[1]['cloud'];
}

/** `credential` is `new ClientSecretCredential(tenantId, clientId, clientSecret)` of @azure/identity. */
export async function main(
  credential: TokenCredential,
  clusterId: string,
  { folder, cloud }: Surroundings,
): Promise<void> {
  const config: unknown = JSON.parse(readFileSync(`${folder}/config.json`, 'utf8'));
  const workspace = Workspace.fromConfig(config, { credential, cloud });
  const compute = await KubernetesCompute.get(workspace, 'gpu').catch(async (error: unknown) => {
    if (!NotFoundError.isInstance(error)) throw error;
    const configuration = KubernetesCompute.attachConfiguration({
      resourceId: clusterId,
      namespace: 'ml-team',
    });
    const attached = await KubernetesCompute.attach(workspace, 'gpu', configuration);
    await attached.waitForCompletion({ showOutput: true });
    return attached;
  });
  console.log(compute.provisioningState, await compute.getStatus());

  writeFileSync(`${folder}/gpu.json`, JSON.stringify(compute.serialize()));
  const payload = JSON.parse(readFileSync(`${folder}/gpu.json`, 'utf8'));
  const again = KubernetesCompute.deserialize(workspace, payload);
  await again.refreshState();
  console.log(again.name, again.namespace, again.clusterResourceId);

  await again.detach();
  await again.waitForCompletion({ isDeleteOperation: true });
}
