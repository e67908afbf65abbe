/** A namespace and resource type whose api-versions the fake knows. */
export type VersionedType =
  | 'Microsoft.Resources/subscriptions'
  | 'Microsoft.ResourceGraph/resources'
  | 'Microsoft.MachineLearningServices/workspaces'
  | 'Microsoft.ContainerService/managedClusters'
  | 'Microsoft.Kubernetes/connectedClusters'
  | 'Microsoft.KubernetesConfiguration/extensions'
  | 'Microsoft.ManagedIdentity/userAssignedIdentities'
  | 'Microsoft.Authorization/permissions'
  | 'Microsoft.Authorization/roleAssignments'
  | 'Microsoft.Resources/providers'
  | 'Microsoft.Resources/tenants'
  | 'Microsoft.Resources/metadata'
  | 'Microsoft.Resources/resourceGroups'
  | 'Microsoft.KubernetesConfiguration/extensionTypes'
  | 'Microsoft.ContainerService/trustedAccess'
  | 'Microsoft.Relay/namespaces';

/** Stable versions of the container service, from its API description. */
const CONTAINER_SERVICE: readonly string[] = [
  '2022-04-01',
  '2022-06-01',
  '2022-07-01',
  '2022-09-01',
  '2022-11-01',
  '2023-01-01',
  '2023-02-01',
  '2023-03-01',
  '2023-04-01',
  '2023-05-01',
  '2023-06-01',
  '2023-07-01',
  '2023-08-01',
  '2023-09-01',
  '2023-10-01',
  '2023-11-01',
  '2024-01-01',
  '2024-02-01',
  '2024-03-01',
  '2024-05-01',
  '2024-07-01',
  '2024-08-01',
  '2024-09-01',
  '2024-10-01',
  '2025-01-01',
  '2025-02-01',
  '2025-03-01',
  '2025-04-01',
  '2025-05-01',
  '2025-06-01',
  '2025-07-01',
  '2025-08-01',
  '2025-09-01',
  '2025-10-01',
  '2026-01-01',
  '2026-02-01',
  '2026-03-01',
  '2026-04-01',
  '2026-05-01',
  '2026-06-01',
];

/** Versions of Azure Resource Manager itself, as its clients send them. */
const RESOURCE_MANAGER: readonly string[] = [
  '2016-02-01',
  '2016-09-01',
  '2017-05-10',
  '2018-02-01',
  '2018-05-01',
  '2019-03-01',
  '2019-05-01',
  '2019-05-10',
  '2019-07-01',
  '2019-08-01',
  '2019-10-01',
  '2020-06-01',
  '2020-08-01',
  '2020-10-01',
  '2021-01-01',
  '2021-04-01',
  '2022-09-01',
  '2023-07-01',
  '2024-03-01',
  '2024-07-01',
  '2024-11-01',
  '2025-03-01',
  '2025-04-01',
];

/** Versions of subscriptions. Tenants share them, but for one of Azure Resource Manager itself. */
const SUBSCRIPTIONS: readonly string[] = [
  '2016-06-01',
  '2018-06-01',
  '2019-06-01',
  '2019-11-01',
  '2020-01-01',
  '2021-01-01',
  '2021-04-01',
  '2022-12-01',
];

/** Known api-versions: those that were documented or seen, oldest first. All are answered alike. */
export const apiVersions: Readonly<Record<VersionedType, readonly string[]>> = {
  'Microsoft.Resources/subscriptions': SUBSCRIPTIONS,
  'Microsoft.Resources/tenants': SUBSCRIPTIONS.filter((version) => version !== '2021-04-01'),
  'Microsoft.Resources/metadata': ['2015-01-01', '2018-05-01', '2019-05-01', '2020-06-01', '2022-09-01'],
  'Microsoft.Resources/resourceGroups': RESOURCE_MANAGER,
  'Microsoft.ResourceGraph/resources': ['2021-03-01', '2022-10-01', '2024-04-01'],
  'Microsoft.MachineLearningServices/workspaces': [
    '2021-07-01',
    '2021-10-01',
    '2022-01-01-preview',
    '2022-02-01-preview',
    '2022-05-01',
    '2022-06-01-preview',
    '2022-10-01',
    '2022-10-01-preview',
    '2022-12-01-preview',
    '2023-02-01-preview',
    '2023-04-01',
    '2023-04-01-preview',
    '2023-06-01-preview',
    '2023-08-01-preview',
    '2023-10-01',
    '2024-01-01-preview',
    '2024-04-01',
    '2024-04-01-preview',
    '2024-07-01-preview',
    '2024-10-01',
    '2024-10-01-preview',
    '2025-01-01-preview',
    '2025-04-01',
    '2025-04-01-preview',
    '2025-06-01',
    '2025-07-01-preview',
    '2025-09-01',
    '2025-10-01-preview',
    '2025-12-01',
  ],
  'Microsoft.ContainerService/managedClusters': CONTAINER_SERVICE,
  'Microsoft.Kubernetes/connectedClusters': [
    '2021-03-01',
    '2021-04-01-preview',
    '2021-10-01',
    '2022-05-01-preview',
    '2022-10-01-preview',
    '2023-11-01-preview',
    '2024-01-01',
    '2024-12-01-preview',
    '2025-08-01-preview',
    '2025-12-01-preview',
    '2026-05-01',
  ],
  'Microsoft.KubernetesConfiguration/extensions': [
    '2021-09-01',
    '2022-01-01-preview',
    '2022-03-01',
    '2022-04-02-preview',
    '2022-07-01',
    '2022-11-01',
    '2023-05-01',
    '2024-11-01',
    '2025-03-01',
  ],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [
    '2018-11-30',
    '2021-09-30-preview',
    '2022-01-31-preview',
    '2023-01-31',
    '2023-07-31-preview',
    '2024-11-30',
    '2025-01-31-preview',
    '2025-05-31-preview',
    '2026-04-30',
    '2026-05-31',
  ],
  'Microsoft.Authorization/permissions': ['2015-07-01', '2018-01-01-preview', '2018-07-01', '2022-04-01'],
  'Microsoft.Authorization/roleAssignments': [
    '2015-07-01',
    '2018-01-01-preview',
    '2018-07-01',
    '2018-09-01-preview',
    '2020-03-01-preview',
    '2020-04-01-preview',
    '2020-08-01-preview',
    '2020-10-01-preview',
    '2022-04-01',
  ],
  'Microsoft.Resources/providers': RESOURCE_MANAGER,
  'Microsoft.KubernetesConfiguration/extensionTypes': [
    '2022-01-15-preview',
    '2023-05-01-preview',
    '2024-11-01-preview',
    '2026-05-01',
  ],
  'Microsoft.ContainerService/trustedAccess': [
    '2022-11-02-preview',
    ...CONTAINER_SERVICE.filter((version) => version >= '2023-09-01'),
  ],
  'Microsoft.Relay/namespaces': ['2017-04-01', '2021-11-01', '2024-01-01'],
};
