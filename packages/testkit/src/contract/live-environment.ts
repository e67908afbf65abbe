import { systemClock } from '../time/system-clock.js';
import type { ContractEnvironment } from './contract-environment.js';

const PREFIX = 'AZUREML_KUBERNETES_LIVE_';

/**
 * The real service, if the environment says where: `AZUREML_KUBERNETES_LIVE_WORKSPACE_ID`, `…_CLUSTER_ID` and
 * `…_TOKEN` (a bearer token for the resource manager), and optionally `…_NAMESPACE`, `…_ENDPOINT`, `…_API_VERSION`.
 * Null when none of the three is set.
 *
 * @throws Error when only some of them are, or the endpoint is no URL
 */
export function liveEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): ContractEnvironment | null {
  const required = ['WORKSPACE_ID', 'CLUSTER_ID', 'TOKEN'].map((name) => `${PREFIX}${name}`);
  const [workspaceId, clusterId, token] = required.map((name) => variables[name] || null);
  if (!workspaceId && !clusterId && !token) return null;
  if (!workspaceId || !clusterId || !token)
    throw new Error(`A live run needs all of ${required.join(', ')}.`);
  return {
    kind: 'live',
    fetch: (request) => fetch(request),
    endpoint: originOf(variables[`${PREFIX}ENDPOINT`] || 'https://management.azure.com'),
    apiVersion: variables[`${PREFIX}API_VERSION`] || '2024-04-01',
    workspaceId,
    clusterId,
    namespace: variables[`${PREFIX}NAMESPACE`] || 'default',
    token: async () => token,
    pass: (ms) => systemClock.sleep(ms),
    close: async () => undefined,
  };
}

function originOf(endpoint: string): string {
  if (URL.canParse(endpoint)) return new URL(endpoint).origin;
  throw new Error(`${PREFIX}ENDPOINT expects a URL such as https://management.azure.com, got '${endpoint}'`);
}
