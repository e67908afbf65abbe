/**
 * The api-version asked of each resource provider. For computes it is the one recorded live
 * (2025-11); the Kubernetes schema is the same in all versions from 2021-07-01 to 2025-12-01.
 */
export const API_VERSIONS = {
  machineLearning: '2024-04-01',
} as const;

/** ARM's form of a version: a date, with a suffix for previews. */
export function isApiVersion(text: string): boolean {
  return /^\d{4}-\d\d-\d\d(?:-[a-z]+)?$/.test(text);
}
