import type { SeedBasis } from '../seed.js';
import { extensionWorld, type WorldSeed, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type HealthcheckWorld =
  | 'healthcheck-e40000'
  | 'healthcheck-e40001'
  | 'healthcheck-e40002'
  | 'healthcheck-e40003'
  | 'healthcheck-e40004'
  | 'healthcheck-e40005'
  | 'healthcheck-e40006'
  | 'healthcheck-e40007'
  | 'healthcheck-e45001'
  | 'healthcheck-e45002'
  | 'healthcheck-e45003'
  | 'healthcheck-e45004'
  | 'healthcheck-e45005'
  | 'healthcheck-e45006'
  | 'healthcheck-e49999';

/** Only the code tells the reason; that it reaches the status of the extension is assumed. */
function world(code: string, summary: string, basis: SeedBasis = 'documented'): WorldSeed {
  const message = `Healthcheck: a check failed. ErrorCode: ${code}`;
  const status = { code: 'InstallationFailed', displayStatus: 'Failed', level: 'Error', message } as const;
  return worldSeed({
    summary: `healthcheck ${code}: ${summary}`,
    basis,
    seed: extensionWorld({ provisioningState: 'Failed', statuses: [status] }),
  });
}

/** What the healthcheck of the extension can say. */
export const healthcheckWorlds: Readonly<Record<HealthcheckWorld, WorldSeed>> = {
  'healthcheck-e40000': world('E40000', 'unknown error'),
  'healthcheck-e40001': world('E40001', 'the cluster has no load balancer'),
  'healthcheck-e40002': world('E40002', 'too few nodes'),
  'healthcheck-e40003': world('E40003', 'an internal load balancer is for AKS only'),
  'healthcheck-e40004': world('E40004', 'the scoring front end is not there', 'assumed'),
  'healthcheck-e40005': world('E40005', 'undescribed', 'assumed'),
  'healthcheck-e40006': world('E40006', 'undescribed', 'assumed'),
  'healthcheck-e40007': world('E40007', 'the TLS certificate or key is not valid'),
  'healthcheck-e45001': world('E45001', 'components of the extension are not healthy'),
  'healthcheck-e45002': world('E45002', 'another prometheus operator is in the cluster'),
  'healthcheck-e45003': world('E45003', 'the network does not let the extension out'),
  'healthcheck-e45004': world('E45004', 'a role of the legacy azureml-fe is in the cluster'),
  'healthcheck-e45005': world(
    'E45005',
    'a deployment of the legacy azureml-fe is in the cluster',
    'reported',
  ),
  'healthcheck-e45006': world('E45006', 'instance types cannot be validated', 'reported'),
  'healthcheck-e49999': world('E49999', 'the check itself crashed'),
};
