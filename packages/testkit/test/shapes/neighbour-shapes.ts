import { amount, dictionary, flag, list, orNull, type Shape, text, word } from '../../src/shape/shape.js';
import {
  type AnyJson,
  exactly,
  filled,
  guid,
  identity,
  instant,
  open,
  resourceId,
  string,
  strings,
  systemData,
} from './common-shapes.js';

function tracked(
  type: string,
  properties: Shape<unknown>,
  more: Record<string, Shape<unknown>>,
): Shape<AnyJson> {
  return exactly(
    { id: resourceId, name: filled, type: word(type), location: filled, tags: strings, properties, ...more },
    'identity',
  );
}

export const workspace: Shape<AnyJson> = tracked(
  'Microsoft.MachineLearningServices/workspaces',
  exactly(
    {
      friendlyName: string,
      workspaceId: guid,
      provisioningState: word('Succeeded'),
      publicNetworkAccess: word('Enabled', 'Disabled'),
      creationTime: instant,
      tenantId: guid,
      primaryUserAssignedIdentity: resourceId,
    },
    'primaryUserAssignedIdentity',
  ),
  { kind: word('Default'), sku: exactly({ name: string, tier: string }), identity, systemData },
);

const whole = amount('must be a number', 3);
const aks = tracked(
  'Microsoft.ContainerService/managedClusters',
  exactly(
    {
      provisioningState: filled,
      aadProfile: exactly({ managed: flag, enableAzureRBAC: flag }),
      powerState: exactly({ code: word('Running', 'Stopped') }),
      kubernetesVersion: filled,
      currentKubernetesVersion: filled,
      dnsPrefix: filled,
      fqdn: filled,
      nodeResourceGroup: filled,
      servicePrincipalProfile: exactly({ clientId: filled }),
      disableLocalAccounts: flag,
      apiServerAccessProfile: exactly(
        { enablePrivateCluster: flag, authorizedIPRanges: list(filled), disableRunCommand: flag },
        'authorizedIPRanges',
        'disableRunCommand',
      ),
      agentPoolProfiles: list(
        exactly({ name: filled, count: whole, vmSize: filled, osType: filled, mode: filled }),
      ),
    },
    'aadProfile',
  ),
  { identity, systemData },
);

const arc = tracked(
  'Microsoft.Kubernetes/connectedClusters',
  exactly({
    agentPublicKeyCertificate: text('must be base64', 'MII=', /^MI[A-Za-z0-9+/]{100,}=*$/),
    provisioningState: filled,
    connectivityStatus: word('Connected', 'Connecting', 'Offline', 'Expired'),
    kubernetesVersion: filled,
    agentVersion: filled,
    distribution: filled,
    infrastructure: filled,
    totalNodeCount: whole,
    totalCoreCount: whole,
    offering: string,
  }),
  { identity, systemData },
);

/** An AKS or an Arc cluster, each with its own members. */
export const cluster: Shape<unknown> = {
  problem: (value, path) => {
    const { type } = (value ?? {}) as AnyJson;
    return (type === 'Microsoft.Kubernetes/connectedClusters' ? arc : aks).problem(value, path);
  },
};

/** The value of a protected setting is never shown. */
const emptyText = text('must be empty', '', /^$/);
const never = orNull(word<never>());
const namelessSystemData = exactly({
  createdBy: never,
  createdByType: never,
  createdAt: instant,
  lastModifiedBy: never,
  lastModifiedByType: never,
  lastModifiedAt: instant,
});

const extensionProperties = exactly(
  {
    extensionType: filled,
    autoUpgradeMinorVersion: flag,
    releaseTrain: string,
    version: orNull(filled),
    currentVersion: orNull(filled),
    scope: exactly(
      {
        cluster: exactly({ releaseNamespace: filled }),
        namespace: exactly({ targetNamespace: filled }),
      },
      'cluster',
      'namespace',
    ),
    configurationSettings: strings,
    configurationProtectedSettings: dictionary(emptyText),
    provisioningState: filled,
    statuses: list(
      exactly({
        code: string,
        displayStatus: orNull(string),
        level: orNull(word('Information', 'Warning', 'Error')),
        message: string,
      }),
    ),
    errorInfo: orNull(open),
    isSystemExtension: flag,
    aksAssignedIdentity: orNull(exactly({ type: never, principalId: guid, tenantId: never })),
  },
  'currentVersion',
  'isSystemExtension',
);

export const extension: Shape<AnyJson> = exactly(
  {
    id: resourceId,
    name: filled,
    type: word('Microsoft.KubernetesConfiguration/extensions'),
    identity: exactly({ type: word('SystemAssigned'), principalId: guid, tenantId: guid }, 'tenantId'),
    properties: extensionProperties,
    systemData: namelessSystemData,
  },
  'identity',
);

export const userIdentity: Shape<AnyJson> = tracked(
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  exactly({ tenantId: guid, principalId: guid, clientId: guid }),
  {},
);

export const permission: Shape<AnyJson> = exactly({
  actions: list(string),
  notActions: list(string),
  dataActions: list(string),
  notDataActions: list(string),
});

const AKS = 'Microsoft.ContainerService/managedClusters';

export const trustedAccess: Shape<AnyJson> = exactly({
  id: resourceId,
  name: filled,
  type: word(`${AKS}/trustedAccessRoleBindings`),
  properties: exactly({ provisioningState: filled, sourceResourceId: resourceId, roles: list(filled) }),
});

export const kubernetesVersion: Shape<AnyJson> = exactly(
  { version: filled, capabilities: open, patchVersions: open, isPreview: flag, isDefault: flag },
  'isPreview',
  'isDefault',
);

/** A GUID that a caller chose. */
const anyGuid = text('must be a GUID', '…', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);

export const roleAssignment: Shape<AnyJson> = exactly({
  id: resourceId,
  name: anyGuid,
  type: word('Microsoft.Authorization/roleAssignments'),
  properties: exactly({
    roleDefinitionId: filled,
    principalId: anyGuid,
    principalType: word('ServicePrincipal', 'User', 'Group'),
    scope: filled,
    condition: never,
    conditionVersion: never,
    createdOn: filled,
    updatedOn: filled,
    createdBy: orNull(string),
    updatedBy: string,
    delegatedManagedIdentityResourceId: never,
    description: never,
  }),
});
