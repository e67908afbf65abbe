import type { JsonObject } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import type { FakeServiceOptions } from '../src/service-options.js';
import { openSession, type Reply, type Session } from './session.js';

const GROUP = `/subscriptions/${demoIds.subscriptionId}/resourceGroups/${demoIds.resourceGroup}`;

/** Ids of the bare clusters. */
export const bareIds: { readonly aks: string; readonly small: string; readonly arc: string } = {
  aks: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/c1`,
  small: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/c2`,
  arc: `${GROUP}/providers/Microsoft.Kubernetes/connectedClusters/c1`,
};

/** A session whose calls carry the api-version of what prepares a cluster. */
export interface PreparingSession extends Session {
  /** Sends a request below a cluster with an api-version. */
  send(method: string, path: string, body?: JsonObject, apiVersion?: string): Promise<Reply>;
  /** Registers the providers that an extension and a Relay need, and lets the time pass. */
  register(): Promise<void>;
  /** PUTs an AzureML extension with all that it needs. */
  install(clusterId: string, change?: JsonObject): Promise<Reply>;
}

/** A service with bare clusters. */
export function openPreparing(options: FakeServiceOptions = {}): PreparingSession {
  const session = openSession({ seed: 'cluster-bare', ...options });
  const send: PreparingSession['send'] = (method, path, body, apiVersion = '2023-05-01') =>
    session.call(method, `${path}?api-version=${apiVersion}`, body === undefined ? {} : { body });
  return {
    ...session,
    send,
    register: async () => {
      for (const name of ['KubernetesConfiguration', 'Relay'])
        await send('POST', `${providerPath(`Microsoft.${name}`)}/register`, undefined, '2021-04-01');
      await session.clock.advance(3000);
    },
    install: (clusterId, change = {}) =>
      send('PUT', extensionPath(clusterId), { properties: { ...installBody(clusterId), ...change } }),
  };
}

/** The path of a provider in the demo subscription. */
export function providerPath(namespace: string): string {
  return `/subscriptions/${demoIds.subscriptionId}/providers/${namespace}`;
}

/** The path of an extension. */
export function extensionPath(clusterId: string, name = 'azureml'): string {
  return `${clusterId}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`;
}

/** The members of an AzureML extension for training, with the settings that the CLI adds. */
export function installBody(clusterId: string): JsonObject {
  const onArc = clusterId.includes('connectedClusters');
  return {
    extensionType: 'microsoft.azureml.kubernetes',
    autoUpgradeMinorVersion: true,
    releaseTrain: 'stable',
    scope: { cluster: { releaseNamespace: 'azureml' } },
    configurationSettings: {
      enableTraining: 'True',
      enableInference: 'False',
      cluster_name: clusterId,
      clusterId,
      'relayserver.enabled': String(onArc),
      'nginxIngress.enabled': String(!onArc),
    },
    configurationProtectedSettings: onArc ? { 'relayserver.relayConnectionString': 'planted-secret' } : {},
  };
}
