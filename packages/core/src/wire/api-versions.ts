/**
 * The api-version asked of each resource provider. For computes it is the one recorded live
 * (2025-11); the Kubernetes schema is the same in all versions from 2021-07-01 to 2025-12-01. The others are
 * stable versions that Azure's own clients use.
 */
export const API_VERSIONS = {
  machineLearning: '2024-04-01',
  containerService: '2024-09-01',
  connectedKubernetes: '2024-01-01',
  kubernetesConfiguration: '2023-05-01',
  managedIdentity: '2023-01-31',
  authorization: '2022-04-01',
  resources: '2021-04-01',
  trustedAccess: '2025-08-01',
  relay: '2017-04-01',
  extensionTypes: '2023-05-01-preview',
  subscriptions: '2022-12-01',
  resourceGraph: '2024-04-01',
} as const;

/** ARM's form of a version: a date, with a suffix for previews. */
export function isApiVersion(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:-[a-z]+)?$/.test(text);
}
