import type { Place } from '../src/diagnosis/causes/place.js';
import type { AksCluster, ArcCluster } from '../src/domain/cluster.js';
import type { Extension } from '../src/domain/extension.js';
import type { Fact } from '../src/domain/fact.js';
import { parseClusterId, parseComputeId, parseWorkspaceId } from '../src/domain/ids/resource-ids.js';

export const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
export const workspace = parseWorkspaceId(`${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1`);

export const absent = { kind: 'absent' } as const;
export const forbidden = { kind: 'forbidden' } as const;
export const broken = { kind: 'unreadable', reason: 'timed out', code: null } as const;

export function read<T>(value: T): Fact<T> {
  return { kind: 'read', value };
}

/** An AKS cluster that nothing is wrong with. */
export const aks: AksCluster = {
  kind: 'aks',
  id: parseClusterId(`${SCOPE}/Microsoft.ContainerService/managedClusters/c1`),
  name: 'c1',
  location: 'eastus',
  kubernetesVersion: '1.31.2',
  provisioningState: 'Succeeded',
  powerState: 'Running',
  isPrivate: false,
  hasAuthorizedRanges: false,
  localAccountsDisabled: false,
  usesServicePrincipal: false,
};

/** The same, connected by Azure Arc. */
export const arc: ArcCluster = {
  kind: 'arc',
  id: parseClusterId(`${SCOPE}/Microsoft.Kubernetes/connectedClusters/c1`),
  name: 'c1',
  location: 'eastus',
  kubernetesVersion: 'v1.30.0+k3s1',
  provisioningState: 'Succeeded',
  connectivity: 'Connected',
  distribution: 'k3s',
};

/** An extension as it should be, for training alone. */
export const extension: Extension = {
  name: 'aml',
  provisioningState: 'Succeeded',
  version: '1.1.50',
  releaseTrain: 'stable',
  upgradesItself: true,
  scope: { kind: 'cluster', namespace: 'azureml' },
  trainingEnabled: true,
  inferenceEnabled: false,
  problems: [],
};

/** Where the checks of the extension look. */
export const where = { cluster: aks.id, workspace } as const;

/** A compute on that cluster, with its extension. */
export const place: Place = {
  ...where,
  extension: 'aml',
  compute: parseComputeId(`${workspace}/computes/gpu`),
};
