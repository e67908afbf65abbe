import type { JsonObject } from '../json.js';
import {
  anyObject,
  count,
  dictionary,
  flag,
  list,
  type Members,
  orNull,
  record,
  type Shape,
  text,
  word,
} from '../shape/shape.js';
import { whole } from '../shape/whole.js';
import { INSTALL_FAILURES } from '../world/install-failure.js';
import type { ErrorBody } from '../world/outcome.js';
import type {
  ClusterRecord,
  ExtensionRecord,
  ExtensionStatus,
  NodeRecord,
  WorkspaceRecord,
} from '../world/records.js';

// What a seed may say of a resource and a saved world always says: each member with its shape, and with the value that it
// has where a seed leaves it out.

/** Any string, with an example for messages. */
export function words(example: string): Shape<string> {
  return text('must be a string', example);
}

/** The name of a resource or a group. */
export const resourceName: Shape<string> = text(
  'must be a name: letters, digits, and ( ) . _ -',
  'my-aks',
  /^[\w().-]{1,90}$/,
);

/** What a seed and a saved world both say of a workspace. */
export type WorkspaceDetails = Pick<WorkspaceRecord, 'userIdentities' | 'publicNetworkAccess'>;

/** The shape of each detail of a workspace. */
export const workspaceMembers: Members<WorkspaceDetails> = {
  userIdentities: list(words('/subscriptions/…/userAssignedIdentities/my-identity')),
  publicNetworkAccess: word('Enabled', 'Disabled'),
};

/** A workspace that is open to all networks. */
export const workspaceDefaults: WorkspaceDetails = { userIdentities: [], publicNetworkAccess: 'Enabled' };

const node: Shape<NodeRecord> = whole<NodeRecord>({
  name: words('aks-nodepool1-00000000-vmss000000'),
  cpu: words('3860m'),
  memory: words('12880736Ki'),
  gpus: count('must be a count', 1),
  labels: dictionary(words('gpu')),
  taints: list(
    whole<NodeRecord['taints'][number]>({
      key: words('sku'),
      value: words('gpu'),
      effect: words('NoSchedule'),
    }),
  ),
  ready: flag,
  unschedulable: flag,
});

/** So many nodes of four cores and sixteen gigabytes, minus what the system keeps. */
export function workerNodes(amount: number): readonly NodeRecord[] {
  return Array.from({ length: amount }, (_, index) => ({
    name: `aks-nodepool1-00000000-vmss${String(index).padStart(6, '0')}`,
    cpu: '3860m',
    memory: '12880736Ki',
    gpus: 0,
    labels: { 'kubernetes.io/arch': 'amd64', 'kubernetes.io/os': 'linux', agentpool: 'nodepool1' },
    taints: [],
    ready: true,
    unschedulable: false,
  }));
}

/** What belongs to a cluster itself, as opposed to where it is. */
export type ClusterDetails = Omit<
  ClusterRecord,
  'id' | 'kind' | 'subscriptionId' | 'resourceGroup' | 'name' | 'location' | 'createdAt'
>;

/** The shape of each detail of a cluster. */
export const clusterMembers: Members<ClusterDetails> = {
  kubernetesVersion: words('1.31.4'),
  provisioningState: words('Succeeded'),
  powerState: word('Running', 'Stopped'),
  connectivityStatus: word('Connected', 'Connecting', 'Offline', 'Expired'),
  distribution: words('k3s'),
  privateCluster: flag,
  authorizedIpRanges: list(words('203.0.113.0/24')),
  localAccountsDisabled: flag,
  servicePrincipal: flag,
  trustedWorkspaces: list(words('/subscriptions/…/workspaces/my-workspace')),
  workspaceAccess: flag,
  missingRoles: list(word('reader', 'extension-contributor', 'cluster-admin')),
  nodes: list(node),
  namespaces: list(words('default')),
  instanceTypes: list(anyObject<JsonObject>('must be an InstanceType', '{}')),
  waitingPods: dictionary(words('ImagePullBackOff')),
  runCommandDisabled: flag,
  entraManaged: flag,
  commandTrouble: orNull(word('not-started', 'policy', 'never-ran', 'image-pull', 'forbidden')),
  installFailure: orNull(word(...INSTALL_FAILURES)),
};

/** A healthy cluster. */
export const clusterDefaults: ClusterDetails = {
  kubernetesVersion: '1.31.4',
  provisioningState: 'Succeeded',
  powerState: 'Running',
  connectivityStatus: 'Connected',
  distribution: 'k3s',
  privateCluster: false,
  authorizedIpRanges: [],
  localAccountsDisabled: false,
  servicePrincipal: false,
  trustedWorkspaces: [],
  workspaceAccess: true,
  missingRoles: [],
  nodes: workerNodes(3),
  namespaces: ['default', 'kube-node-lease', 'kube-public', 'kube-system'],
  instanceTypes: [],
  waitingPods: {},
  runCommandDisabled: false,
  entraManaged: false,
  commandTrouble: null,
  installFailure: null,
};

/** What belongs to an extension itself, as opposed to where it is. */
export type ExtensionDetails = Omit<
  ExtensionRecord,
  'id' | 'clusterId' | 'principalId' | 'createdAt' | 'operation' | 'vanishesWhenFailed'
>;

const statusMembers: Members<ExtensionStatus> = {
  code: words('InstallationFailed'),
  displayStatus: orNull(words('Installation failed')),
  level: orNull(word('Information', 'Warning', 'Error')),
  message: words('pods do not become healthy'),
};

/** A code and a message. */
const errorBody: Shape<ErrorBody> = record<ErrorBody>(
  { code: words('ExtensionOperationFailed'), message: words('pods do not become healthy') },
  ['code', 'message'],
);

/** The shape of each detail of an extension. */
export const extensionMembers: Members<ExtensionDetails> = {
  name: resourceName,
  extensionType: words('microsoft.azureml.kubernetes'),
  version: words('1.1.63'),
  releaseTrain: words('stable'),
  provisioningState: words('Succeeded'),
  configurationSettings: dictionary(words('True')),
  protectedSettings: list(words('sslKeyPemFile')),
  scope: word('cluster', 'namespace'),
  releaseNamespace: words('azureml'),
  autoUpgrade: flag,
  statuses: list(record<ExtensionStatus>(statusMembers)),
  errorInfo: orNull(errorBody),
};

/** A healthy AzureML extension, for training and inference. */
export const extensionDefaults: ExtensionDetails = {
  name: 'azureml',
  extensionType: 'microsoft.azureml.kubernetes',
  version: '1.1.63',
  releaseTrain: 'stable',
  provisioningState: 'Succeeded',
  configurationSettings: { enableTraining: 'True', enableInference: 'True' },
  protectedSettings: [],
  scope: 'cluster',
  releaseNamespace: 'azureml',
  autoUpgrade: true,
  statuses: [],
  errorInfo: null,
};
