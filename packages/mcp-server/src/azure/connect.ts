import {
  CLOUDS,
  type Clock,
  type CloudEndpoints,
  type CredentialError,
  compose,
  createTransport,
  fetchTransport,
  type Policy,
  type TokenCredential,
  type Transport,
} from '@azureml-kubernetes/core';
import type { Config } from '../configuration/config.js';
import { endpointsOf } from '../configuration/endpoints-of.js';
import { createAzureCredential } from './azure-credential.js';
import { createHttpTransport } from './http-transport.js';
import { createStaticCredential } from './static-credential.js';
import { withExplainedFailures } from './with-explained-failures.js';
import { Workspaces } from './workspaces.js';

/** The way to Azure Resource Manager, or to the embedded fake of it. */
export interface Connection {
  readonly workspaces: Workspaces;
  readonly credential: TokenCredential;
  readonly endpoints: CloudEndpoints;
}

/** What a connection to Azure stands on. */
export interface ConnectOptions {
  readonly clock: Clock;
  /** Sees every try of a request, and its answer. */
  readonly observe?: Policy;
  /**
   * What sends one try.
   * @default undici
   */
  readonly http?: Transport;
  /**
   * Takes each failure to get a token.
   * @default none
   */
  readonly reportCredential?: (error: CredentialError) => void;
}

/** Opens the way with this server's own identity; makes no request yet. */
export async function connect(config: Config, options: ConnectOptions): Promise<Connection> {
  const demo = config.demo ? await startDemo() : null;
  const { clock } = options;
  const credential =
    config.credential === 'static'
      ? createStaticCredential(() => clock.now())
      : createAzureCredential({ authority: endpointsOf(config).authority, tenant: config.tenant });
  if (demo === null) return connectAs(credential, config, options);
  const { http, ...place } = demo;
  return connectAs(credential, { ...config, ...place }, { ...options, http });
}

/** Opens the way with the identity of a credential; makes no request yet. */
export function connectAs(given: TokenCredential, config: Config, options: ConnectOptions): Connection {
  const { clock, observe = (next) => next, http = createHttpTransport(config.proxy) } = options;
  const { cloud, pinned, allowed } = config;
  const endpoints = endpointsOf(config);
  const report = options.reportCredential ?? (() => {});
  const credential = withExplainedFailures(given, { authority: endpoints.authority, report });
  const transport = createTransport({ credential, cloud, clock, http: compose(http, observe) });
  const workspaces = new Workspaces({ cloud, pinned, allowed, transport, credential, clock });
  return { workspaces, credential, endpoints };
}

async function startDemo() {
  const { FakeComputeService, demoIds } = await import('@azureml-kubernetes/testkit');
  const service = new FakeComputeService({ seed: 'demo' });
  const { subscriptionId, resourceGroup, workspace } = demoIds;
  return {
    http: fetchTransport(service.fetch),
    // On this machine, where Azure's limits do not count.
    cloud: { ...CLOUDS.public, resourceManager: 'http://localhost' },
    pinned: { subscriptionId, resourceGroup, name: workspace },
  };
}
