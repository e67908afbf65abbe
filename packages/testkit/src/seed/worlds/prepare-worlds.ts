import type { InstallFailure } from '../../world/install-failure.js';
import type { ClusterSeed, SeedBasis } from '../seed.js';
import { aks, arc, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type PrepareWorld =
  | 'prepare-registration'
  | 'prepare-registration-rights'
  | 'prepare-registration-principal'
  | 'prepare-version'
  | 'prepare-chart'
  | 'prepare-rendering'
  | 'prepare-scope-rights'
  | 'prepare-admission-policy'
  | 'prepare-admission-race'
  | 'prepare-ownership-volcano'
  | 'prepare-ownership-foreign'
  | 'prepare-name-taken'
  | 'prepare-busy'
  | 'prepare-namespace-ending'
  | 'prepare-readiness'
  | 'prepare-agent'
  | 'prepare-agent-memory'
  | 'prepare-region'
  | 'prepare-trust'
  | 'prepare-arc-identity'
  | 'prepare-endpoint'
  | 'prepare-unknown'
  | 'prepare-e40000'
  | 'prepare-e40001'
  | 'prepare-e40002'
  | 'prepare-e40003'
  | 'prepare-e40004'
  | 'prepare-e40005'
  | 'prepare-e40006'
  | 'prepare-e40007'
  | 'prepare-e45001'
  | 'prepare-e45002'
  | 'prepare-e45003'
  | 'prepare-e45004'
  | 'prepare-e45005'
  | 'prepare-e45006'
  | 'prepare-e49999';

/** A bare cluster c1 whose provider is registered, and in which the next installation fails like this. */
function failing(
  installFailure: InstallFailure,
  summary: string,
  basis: SeedBasis,
  cluster: (changes: Partial<ClusterSeed>) => ClusterSeed = aks,
): WorldSeed {
  return worldSeed({
    summary: `an installation will fail: ${summary}`,
    basis,
    seed: world([cluster({ extension: null, installFailure })]),
  });
}

/** Bare clusters in which an installation of the extension fails, by the stage or the code of the health check. */
export const prepareWorlds: Readonly<Record<PrepareWorld, WorldSeed>> = {
  'prepare-registration': failing(
    'registration',
    'the provider of extensions is not registered after all',
    'reported',
  ),
  'prepare-registration-rights': failing(
    'registration-rights',
    'the first-party application of extensions has lost its role',
    'reported',
  ),
  'prepare-registration-principal': failing(
    'registration-principal',
    'the first-party application of extensions is missing in the tenant',
    'reported',
  ),
  'prepare-version': failing('version', 'the version is not published for this cluster', 'reported'),
  'prepare-chart': failing('chart', 'the chart cannot be downloaded', 'documented'),
  'prepare-rendering': failing('rendering', 'a setting has a wrong name or type', 'reported'),
  'prepare-scope-rights': failing(
    'scope-rights',
    'the extension is not for the whole cluster, and may not create definitions',
    'reported',
  ),
  'prepare-admission-policy': failing(
    'admission-policy',
    'a policy of the cluster denies the images',
    'documented',
  ),
  'prepare-admission-race': failing(
    'admission-race',
    'the webhook of the ingress controller is not ready yet',
    'reported',
  ),
  'prepare-ownership-volcano': failing(
    'ownership-volcano',
    'a volcano that others installed is in the way',
    'documented',
  ),
  'prepare-ownership-foreign': failing(
    'ownership-foreign',
    'a role of a storage driver that others installed is in the way',
    'reported',
  ),
  'prepare-name-taken': failing('name-taken', 'an older Helm release has the name', 'documented'),
  'prepare-busy': failing('busy', 'an earlier operation of Helm is still at work', 'documented'),
  'prepare-namespace-ending': failing(
    'namespace-ending',
    'the namespace azureml is being terminated',
    'documented',
  ),
  'prepare-readiness': failing('readiness', 'pods do not become ready in time', 'documented'),
  'prepare-agent': failing('agent', 'the agent of extensions does not report', 'reported'),
  'prepare-agent-memory': failing('agent-memory', 'the agent of extensions runs out of memory', 'documented'),
  'prepare-region': failing('region', 'the extension is not served in the region', 'reported'),
  'prepare-trust': failing('trust', 'a proxy opens TLS', 'reported'),
  'prepare-arc-identity': failing(
    'arc-identity',
    'the agents of the Arc cluster have no token of their identity',
    'reported',
    arc,
  ),
  'prepare-endpoint': failing('endpoint', 'an endpoint of that name exists in the cluster', 'reported'),
  'prepare-unknown': failing('unknown', 'a text that no rule knows', 'assumed'),
  'prepare-e40000': failing('E40000', 'an unknown error of the health check', 'documented'),
  'prepare-e40001': failing('E40001', 'the cluster has no load balancer', 'documented'),
  'prepare-e40002': failing('E40002', 'too few nodes', 'documented'),
  'prepare-e40003': failing('E40003', 'an internal load balancer is for AKS only', 'documented'),
  'prepare-e40004': failing('E40004', 'the scoring front end is not there', 'documented'),
  'prepare-e40005': failing('E40005', 'the scoring front end does not scale in time', 'documented'),
  'prepare-e40006': failing(
    'E40006',
    'the replicas of the scoring front end cannot be changed',
    'documented',
  ),
  'prepare-e40007': failing('E40007', 'the TLS settings are not valid', 'documented'),
  'prepare-e45001': failing('E45001', 'components of the extension are not healthy', 'documented'),
  'prepare-e45002': failing('E45002', 'another Prometheus operator is in the cluster', 'documented'),
  'prepare-e45003': failing('E45003', 'the network does not let the extension out', 'documented'),
  'prepare-e45004': failing(
    'E45004',
    'a role of the legacy scoring front end is in the cluster',
    'documented',
  ),
  'prepare-e45005': failing(
    'E45005',
    'a deployment of the legacy scoring front end is in the cluster',
    'documented',
  ),
  'prepare-e45006': failing('E45006', 'instance types cannot be validated', 'reported'),
  'prepare-e49999': failing('E49999', 'the check itself crashed', 'documented'),
};
