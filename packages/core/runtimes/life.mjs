import { KubernetesCompute, Workspace } from '../dist/index.js';

/**
 * The life of a compute over the platform's own fetch.
 * @returns {Promise<readonly string[]>} what was seen on the way
 */
export async function live(origin, { subscriptionId, resourceGroup, workspace: name, aksId }) {
  const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Date.now() + 3_600_000 }) };
  const cloud = { resourceManager: origin, scope: `${origin}/.default`, authority: origin };
  const workspace = new Workspace({ subscriptionId, resourceGroup, name }, { credential, cloud });
  const configuration = KubernetesCompute.attachConfiguration({ resourceId: aksId, namespace: 'ml' });
  const compute = await KubernetesCompute.attach(workspace, 'gpu', configuration);
  await compute.waitForCompletion();
  const seen = [compute.provisioningState];
  for await (const { name: listed } of KubernetesCompute.list(workspace)) seen.push(listed);
  await compute.detach();
  await compute.waitForCompletion();
  const gone = await KubernetesCompute.get(workspace, 'gpu').catch(({ code }) => code);
  const stop = new AbortController();
  const aborted = KubernetesCompute.get(workspace, 'gpu', { signal: stop.signal }).catch((reason) => reason);
  stop.abort('enough');
  return [...seen, gone, await aborted];
}
