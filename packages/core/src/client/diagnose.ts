import { type AttachConfiguration, parseAttachConfiguration } from '../domain/attach-configuration.js';
import type { Cause } from '../domain/causes/cause.js';
import { rankCauses } from '../domain/causes/rank-causes.js';
import type { Check } from '../domain/check.js';
import type { Compute } from '../domain/compute.js';
import { parseComputeName } from '../domain/compute-name.js';
import { isTerminal } from '../domain/lifecycle.js';
import { isNamespace } from '../domain/namespace.js';
import { isClusterId, isUserAssignedIdentityId } from '../domain/resource-ids.js';
import { checkAttach } from './check-attach.js';
import { requireCompute } from './read-compute.js';
import type { ComputeService } from './service.js';

/** Why a compute is not what it should be. */
export interface Diagnosis {
  readonly compute: Compute;
  /** `healthy`: attached, and nothing is wrong around it. `unknown`: not healthy, and no rule knows why. */
  readonly verdict: 'healthy' | 'explained' | 'under-way' | 'unknown';
  /** Most certain first. */
  readonly causes: readonly Cause[];
  readonly checks: readonly Check[];
  /** What to collect for a support request, where the causes do not settle it. */
  readonly collect: readonly string[];
}

/**
 * Reads a compute, its cluster, the extension and what the caller may do, and ranks why the attach failed or hangs.
 * Changes nothing.
 *
 * @throws NotFoundError when the compute is absent; UnsupportedOperationError for another type.
 */
export async function diagnose(
  service: ComputeService,
  name: string,
  signal?: AbortSignal,
): Promise<Diagnosis> {
  const computeName = parseComputeName(name);
  const compute = await requireCompute(service, computeName, signal);
  const configuration = configurationOf(compute);
  const report =
    configuration === null ? null : await checkAttach(service, computeName, { configuration, signal });
  const checks = (report?.checks ?? []).filter(({ id }) => id !== 'name');
  const ageMs = ageOf(compute, service.workspace.clock.now());
  const causes = rankCauses({ compute, problems: compute.problems, checks, ageMs });
  return { compute, verdict: judge(compute, causes), causes, checks, collect: collect(compute, causes) };
}

/** What an attach of this compute would ask for; null when its cluster id is not one that can be checked. */
function configurationOf({ clusterResourceId, namespace, identity }: Compute): AttachConfiguration | null {
  if (!isClusterId(clusterResourceId)) return null;
  const ids = Object.keys(identity?.userAssignedIdentities ?? {}).filter(isUserAssignedIdentityId);
  return parseAttachConfiguration({
    resourceId: clusterResourceId,
    namespace: isNamespace(namespace) ? namespace : null,
    ...(ids.length > 0 ? { identityType: 'UserAssigned', identityIds: ids } : {}),
  });
}

function ageOf({ modifiedOn, createdOn }: Compute, now: number): number | null {
  const text = modifiedOn?.text ?? createdOn?.text;
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, now - at);
}

function judge({ lifecycle }: Compute, causes: readonly Cause[]): Diagnosis['verdict'] {
  const grave = causes.filter(({ confidence }) => confidence !== 'possible');
  if (grave.length > 0) return 'explained';
  if (lifecycle.state === 'succeeded') return 'healthy';
  if (causes.length > 0) return 'explained';
  return isTerminal(lifecycle) ? 'unknown' : 'under-way';
}

function collect({ id, lifecycle }: Compute, causes: readonly Cause[]): readonly string[] {
  const settled =
    lifecycle.state === 'succeeded' || causes.some(({ confidence }) => confidence === 'certain');
  if (settled) return [];
  return [
    `the id of the compute: ${id}`,
    'the request ids (x-ms-request-id) of the attach and of a status read, and when they were made',
    'the activity log of the cluster and of the workspace for that time',
    'kubectl get pods -n azureml, and the configmap arcml-healthcheck in namespace azureml',
  ];
}
