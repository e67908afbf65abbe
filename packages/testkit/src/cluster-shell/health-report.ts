import type { ClusterInside } from './cluster-inside.js';

/** The checks, each with the codes that it may end in (documented; their names: from users' reports). */
const CHECKS: Readonly<Record<string, readonly string[]>> = {
  service: ['E40001', 'E40003', 'E40000'],
  node: ['E40002'],
  'azureml-fe': ['E40004', 'E40005', 'E40006', 'E45004', 'E45005'],
  ssl: ['E40007'],
  agent: ['E45001', 'E49999'],
  prometheus: ['E45002'],
  network: ['E45003'],
  instancetype: ['E45006'],
};

/** The text of the report before an installation: a line for each check. Form of the lines: from users' reports. */
export function healthReport({ extension }: ClusterInside): string {
  const code = /ErrorCode: (E4\d{4})/.exec(extension?.record.errorInfo?.message ?? '')?.[1];
  return Object.entries(CHECKS)
    .map(([name, codes]) =>
      code !== undefined && codes.includes(code)
        ? `Status: Failed Name: ${name} ErrorCode: ${code} ErrorMessage: the check of ${name} failed`
        : `Status: Passed Name: ${name}`,
    )
    .join('\n');
}
