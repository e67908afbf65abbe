import {
  CLOUDS,
  type Clock,
  type CloudEndpoints,
  createTransport,
  type Fetch,
  type TokenCredential,
} from '@azureml-kubernetes/core';
import { createAzureCredential } from './azure-credential.js';
import type { Config } from './config.js';
import { createStaticCredential } from './static-credential.js';
import { Workspaces } from './workspaces.js';

/** The way to Azure Resource Manager, or to the embedded fake of it. */
export interface Connection {
  readonly workspaces: Workspaces;
  readonly credential: TokenCredential;
  readonly endpoints: CloudEndpoints;
}

export interface ConnectOptions {
  readonly clock: Clock;
  /** Puts something around every request; it must leave the body alone. */
  readonly wrap?: (send: Fetch) => Fetch;
}

/** Opens the way; makes no request yet. */
export async function connect(
  config: Config,
  { clock, wrap = (send) => send }: ConnectOptions,
): Promise<Connection> {
  const { cloud, pinned, allowed } = config;
  const endpoints = typeof cloud === 'string' ? CLOUDS[cloud] : cloud;
  const credential =
    config.credential === 'static'
      ? createStaticCredential(() => clock.now())
      : createAzureCredential(endpoints.authority);
  const demo = config.demo ? await startDemo() : null;
  const send: Fetch = demo?.fetch ?? ((request, init) => fetch(request, init));
  const transport = createTransport({ credential, cloud, clock, fetch: wrap(send) });
  const workspaces = new Workspaces({ cloud, pinned: demo?.workspace ?? pinned, allowed, transport, clock });
  return { workspaces, credential, endpoints };
}

async function startDemo() {
  const { FakeComputeService, demoIds } = await import('@azureml-kubernetes/testkit');
  const service = new FakeComputeService({ seed: 'demo' });
  const fetch: Fetch = (request, init) => service.fetch(request, init);
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  return { fetch, workspace: { subscriptionId, resourceGroup, name: workspace } };
}
