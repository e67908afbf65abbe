import {
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
import type {
  ClusterRecord,
  ErrorBody,
  ExtensionRecord,
  ExtensionStatus,
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
};

/** What belongs to an extension itself, as opposed to where it is. */
export type ExtensionDetails = Omit<ExtensionRecord, 'id' | 'clusterId' | 'principalId' | 'createdAt'>;

const statusMembers: Members<ExtensionStatus> = {
  code: words('InstallationFailed'),
  displayStatus: words('Installation failed'),
  level: word('Information', 'Warning', 'Error'),
  message: words('pods do not become healthy'),
};

/** A code and a message. */
export const errorBody: Shape<ErrorBody> = record<ErrorBody>(
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
  autoUpgrade: true,
  statuses: [],
  errorInfo: null,
};
