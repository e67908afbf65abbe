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
  | 'Microsoft.KubernetesConfiguration/extensionTypes'
  | 'Microsoft.ContainerService/trustedAccess'
  | 'Microsoft.Relay/namespaces';

/** Known api-versions: those that were documented or seen, oldest first. All are answered alike. */
export const apiVersions: Readonly<Record<VersionedType, readonly string[]>> = {
  'Microsoft.Resources/subscriptions': [
    '2016-06-01',
    '2019-11-01',
    '2020-01-01',
    '2021-01-01',
    '2021-04-01',
    '2022-12-01',
  ],
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
  'Microsoft.ContainerService/managedClusters': [
    '2022-04-01',
    '2022-07-01',
    '2023-02-01',
    '2023-10-01',
    '2024-02-01',
    '2024-05-01',
    '2024-07-01',
    '2024-09-01',
    '2025-01-01',
    '2025-03-01',
    '2025-05-01',
    '2025-08-01',
    '2025-10-01',
    '2026-04-01',
    '2026-06-01',
  ],
  'Microsoft.Kubernetes/connectedClusters': ['2021-10-01', '2024-01-01'],
  'Microsoft.KubernetesConfiguration/extensions': [
    '2021-09-01',
    '2022-03-01',
    '2022-07-01',
    '2022-11-01',
    '2023-05-01',
    '2024-11-01',
    '2025-03-01',
  ],
  'Microsoft.ManagedIdentity/userAssignedIdentities': [
    '2018-11-30',
    '2022-01-31-preview',
    '2023-01-31',
    '2024-11-30',
  ],
  'Microsoft.Authorization/permissions': ['2015-07-01', '2018-07-01', '2022-04-01'],
  'Microsoft.Authorization/roleAssignments': ['2015-07-01', '2018-07-01', '2022-04-01'],
  'Microsoft.Resources/providers': [
    '2018-05-01',
    '2019-10-01',
    '2020-06-01',
    '2020-10-01',
    '2021-04-01',
    '2022-09-01',
    '2024-03-01',
    '2025-04-01',
  ],
  'Microsoft.KubernetesConfiguration/extensionTypes': [
    '2022-01-15-preview',
    '2023-05-01-preview',
    '2024-11-01-preview',
    '2026-05-01',
  ],
  'Microsoft.ContainerService/trustedAccess': [
    '2022-11-02-preview',
    '2023-09-01',
    '2023-10-01',
    '2024-02-01',
    '2024-05-01',
    '2024-09-01',
    '2025-01-01',
    '2025-03-01',
    '2025-05-01',
    '2025-08-01',
    '2025-10-01',
    '2026-04-01',
    '2026-06-01',
  ],
  'Microsoft.Relay/namespaces': ['2017-04-01', '2021-11-01', '2024-01-01'],
};
