import { type Clock, createTransport, type Fetch } from '@azureml-kubernetes/core';
import { createAzureCredential } from './azure-credential.js';
import type { Config } from './config.js';
import { endpointsOf } from './endpoints-of.js';
import { createStaticCredential } from './static-credential.js';
import { Workspaces } from './workspaces.js';

/** Opens the way to Azure Resource Manager, or to the embedded fake of it; makes no request yet. */
export async function connect(config: Config, clock: Clock): Promise<Workspaces> {
  const { cloud, pinned, allowed } = config;
  const demo = config.demo ? await startDemo() : null;
  const credential =
    config.credential === 'static'
      ? createStaticCredential(() => clock.now())
      : createAzureCredential(endpointsOf(cloud).authority);
  const transport = createTransport({
    credential,
    cloud,
    clock,
    ...(demo === null ? {} : { fetch: demo.fetch }),
  });
  return new Workspaces({ cloud, pinned: demo?.workspace ?? pinned, allowed, transport, clock });
}

async function startDemo() {
  const { FakeComputeService, demoIds } = await import('@azureml-kubernetes/testkit');
  const service = new FakeComputeService({ seed: 'demo' });
  const fetch: Fetch = (request, init) => service.fetch(request, init);
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  return { fetch, workspace: { subscriptionId, resourceGroup, name: workspace } };
}
