import type { Seed } from '../seed.js';
import { computeWorld, failedComputeWorld, type WorldSeed, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type UnhealthyWorld =
  | 'compute-generic'
  | 'compute-not-found'
  | 'compute-not-accessible'
  | 'compute-invalid'
  | 'compute-kubeconfig'
  | 'compute-unreachable'
  | 'compute-cluster-gone'
  | 'compute-service-missing'
  | 'compute-unauthorized'
  | 'compute-cluster-error'
  | 'compute-extension-identity'
  | 'compute-not-connectable'
  | 'compute-training-off'
  | 'compute-token-service'
  | 'compute-account-key'
  | 'compute-mystery'
  | 'compute-two-reasons';

/** No rule can find anything in these words. */
const NOTHING = 'It does not work.';

/**
 * The compute `gpu` was attached once and has failed since. The codes are documented for endpoints and jobs; that a
 * compute shows them as provisioning errors is assumed.
 */
function failed(code: string, summary: string, more: Partial<Seed> = {}): WorldSeed {
  return worldSeed({
    summary: `${code}: ${summary}`,
    basis: 'assumed',
    seed: failedComputeWorld(code, NOTHING, more),
  });
}

/** Computes that failed after they had been attached. */
export const unhealthyWorlds: Readonly<Record<UnhealthyWorld, WorldSeed>> = {
  'compute-generic': failed('GenericComputeError', 'the compute cannot be read'),
  'compute-not-found': failed('ComputeNotFound', 'the compute was removed behind an endpoint'),
  'compute-not-accessible': failed('ComputeNotAccessible', 'the workspace has no access to AKS'),
  'compute-invalid': failed('InvalidComputeInformation', 'the extension was changed since'),
  'compute-kubeconfig': failed(
    'InvalidComputeNoKubernetesConfiguration',
    'there is no relay or AKS configuration',
  ),
  'compute-unreachable': failed('ClusterNotReachable', 'the cluster cannot be reached'),
  'compute-cluster-gone': failed('ClusterNotFound', 'the cluster has been deleted', { clusters: [] }),
  'compute-service-missing': failed(
    'ClusterServiceNotFound',
    'the extension is installed, its service has no pods',
  ),
  'compute-unauthorized': failed('ClusterUnauthorized', 'the Trusted Access token has expired'),
  'compute-cluster-error': failed('GenericClusterError', 'the connection to the cluster fails'),
  'compute-extension-identity': failed(
    'RefreshExtensionIdentityNotSet',
    'the identity of the extension is not assigned',
  ),
  'compute-not-connectable': failed('InferencingClientCallFailed', 'the extension cannot be connected to'),
  'compute-training-off': failed('E45004', 'training is not switched on'),
  'compute-token-service': worldSeed({
    summary: 'a private link workspace whose token service cannot be reached from the cluster',
    basis: 'assumed',
    seed: failedComputeWorld('BadRequest', 'The token service of the workspace did not answer.'),
  }),
  'compute-account-key': worldSeed({
    summary: 'jobs could not read storage, because the compute has no identity',
    basis: 'assumed',
    seed: failedComputeWorld('UserError', 'Storage wants an account key or SAS token.'),
  }),
  'compute-mystery': failed('Mystery', 'an unknown code'),
  'compute-two-reasons': worldSeed({
    summary: 'two errors at once: ComputeNotAccessible and RefreshExtensionIdentityNotSet',
    basis: 'assumed',
    seed: computeWorld({
      provisioningState: 'Failed',
      provisioningErrors: [
        { error: { code: 'ComputeNotAccessible', message: NOTHING } },
        { error: { code: 'RefreshExtensionIdentityNotSet', message: NOTHING } },
      ],
    }),
  }),
};
