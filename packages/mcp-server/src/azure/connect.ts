import {
  CLOUDS,
  type Clock,
  type CloudEndpoints,
  createTransport,
  type Fetch,
  type TokenCredential,
} from '@azureml-kubernetes/core';
import type { Config } from '../configuration/config.js';
import { createAzureCredential } from './azure-credential.js';
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
  /** By default the platform's own. */
  readonly fetch?: Fetch;
}

/** Opens the way with this server's own identity; makes no request yet. */
export async function connect(config: Config, options: ConnectOptions): Promise<Connection> {
  const demo = config.demo ? await startDemo() : null;
  const { clock } = options;
  const credential =
    config.credential === 'static'
      ? createStaticCredential(() => clock.now())
      : createAzureCredential(endpointsOf(config).authority);
  const place = demo === null ? config : { ...config, pinned: demo.workspace };
  return connectAs(credential, place, { ...options, ...(demo === null ? {} : { fetch: demo.fetch }) });
}

/** Opens the way with the identity of a credential; makes no request yet. */
export function connectAs(
  credential: TokenCredential,
  config: Config,
  { clock, wrap = (send) => send, fetch: send = (request, init) => fetch(request, init) }: ConnectOptions,
): Connection {
  const { cloud, pinned, allowed } = config;
  const transport = createTransport({ credential, cloud, clock, fetch: wrap(send) });
  const workspaces = new Workspaces({ cloud, pinned, allowed, transport, clock });
  return { workspaces, credential, endpoints: endpointsOf(config) };
}

function endpointsOf({ cloud }: Config): CloudEndpoints {
  return typeof cloud === 'string' ? CLOUDS[cloud] : cloud;
}

async function startDemo() {
  const { FakeComputeService, demoIds } = await import('@azureml-kubernetes/testkit');
  const service = new FakeComputeService({ seed: 'demo' });
  const fetch: Fetch = (request, init) => service.fetch(request, init);
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  return { fetch, workspace: { subscriptionId, resourceGroup, name: workspace } };
}
