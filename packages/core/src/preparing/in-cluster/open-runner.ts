import type { Cluster } from '../../domain/cluster.js';
import type { CommandRefusal } from '../../domain/preparing/cluster-evidence.js';
import { systemNonce } from '../../runtime/nonce.js';
import type { ComputeService } from '../../service/service.js';
import type { ClusterFacts } from '../../wire/clusters/decode-cluster-facts.js';
import { refusalFor } from './refusals.js';
import type { CommandRunner } from './run-command.js';

/** A way into a cluster, or why there is none. */
export type OpenedRunner =
  | { readonly kind: 'open'; readonly runner: CommandRunner }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal };

/** Opens the way into a cluster; what is known of it already refuses without a request. */
export async function openRunner(
  service: ComputeService,
  facts: ClusterFacts,
  signal: AbortSignal | undefined,
): Promise<OpenedRunner> {
  const reason = obstacleOf(facts);
  if (reason !== null) return { kind: 'refused', refusal: refusalFor(reason) };
  const { workspace, endpoint } = service;
  const clusterToken = facts.usesEntra ? await workspace.clusterToken(signal) : null;
  if (facts.usesEntra && clusterToken === null)
    return { kind: 'refused', refusal: refusalFor('token-missing') };
  const { transport, clock, random, timeLeftMs } = workspace;
  const resourceId = facts.cluster.id;
  const sender = { transport, clock, random, timeLeftMs };
  return {
    kind: 'open',
    runner: { ...sender, endpoint, resourceId, clusterToken, nonce: systemNonce, signal },
  };
}

function obstacleOf({ cluster, isCommandDisabled }: ClusterFacts): 'arc' | 'disabled' | 'not-running' | null {
  if (cluster.kind === 'arc') return 'arc';
  if (isCommandDisabled) return 'disabled';
  return isRunning(cluster) ? null : 'not-running';
}

function isRunning(cluster: Cluster & { readonly kind: 'aks' }): boolean {
  const isStopped = cluster.powerState?.toLowerCase() === 'stopped';
  return !isStopped && (cluster.provisioningState?.toLowerCase() ?? 'succeeded') === 'succeeded';
}
