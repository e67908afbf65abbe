import { plan, type RequestedAttach } from '../attaching/attach.js';
import { type ClusterId, clusterKindOf } from '../domain/ids/resource-ids.js';
import type { ClusterEvidence } from '../domain/preparing/cluster-evidence.js';
import { readPermissions } from '../service/read-access.js';
import { asFact } from '../service/read-fact.js';
import type { ComputeService } from '../service/service.js';
import { checkCallerAttach, checkCallerCluster } from './checks/access-checks.js';
import type { Check } from './checks/check.js';
import { withHealingStep } from './checks/healing-step.js';
import { checkName, checkNamespace } from './checks/place-checks.js';
import { checkEvidenceOf } from './checks/require-evidence.js';
import { examineCluster } from './examine-cluster.js';
import { examineIdentities } from './examine-identities.js';
import { examineWorkspace } from './examine-workspace.js';

/** What the checks came to. */
export interface AttachReport {
  /** False when a check failed. A check that could not be made does not stop an attach. */
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

/**
 * `all`: everything that an attach needs. `cluster`: only what the service finds out long after it has accepted the
 * attach, in two reads (three where the API server is closed); the rest it would refuse at once.
 */
export type CheckScope = 'all' | 'cluster';

/** What to check an attach for, and how far. */
export interface CheckAttachOptions {
  readonly scope?: CheckScope | undefined;
  /** What was seen inside the cluster, from `inspectCluster`; a check starts no command of its own. */
  readonly evidence?: ClusterEvidence | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at what an attach needs, side by side, and changes nothing. A read that is refused makes its check `unknown`,
 * and hides no other.
 *
 * @throws CredentialError; the signal's own reason.
 */
export async function checkAttach(
  service: ComputeService,
  { name, wanted }: RequestedAttach,
  { scope = 'all', evidence, signal }: CheckAttachOptions = {},
): Promise<AttachReport> {
  const seen = evidence === undefined ? [] : checkEvidenceOf(evidence, wanted.resourceId, wanted.namespace);
  if (scope === 'cluster')
    return reportOf([...(await examineCluster(service, wanted, { brief: true, signal })).checks, ...seen]);
  const { resourceId, namespace, identity } = wanted;
  const { id } = service.workspace;
  const [place, planned, cluster, identities, caller] = await Promise.all([
    examineWorkspace(service, resourceId, signal),
    asFact(signal, () => plan(service, { name, wanted }, signal)),
    examineCluster(service, wanted, { brief: false, signal }),
    examineIdentities(service, identity, { caller: true, signal }),
    examineCaller(service, resourceId, signal),
  ]);
  const isThere = !cluster.checks.some((check) => check.id === 'cluster' && check.status === 'fail');
  return reportOf([
    ...place,
    checkName(name, planned),
    ...(seen.some((check) => check.id === 'namespace') ? [] : [checkNamespace(namespace, id)]),
    ...cluster.checks,
    ...identities,
    ...seen,
    ...caller.filter((check) => isThere || check.id !== 'caller-cluster'),
  ]);
}

/** What the checks of a workspace alone came to: that it is there, and that the caller may work in it. */
export async function checkWorkspace(
  service: ComputeService,
  signal: AbortSignal | undefined,
): Promise<AttachReport> {
  const [place, caller] = await Promise.all([
    examineWorkspace(service, null, signal),
    readPermissions(service, service.workspace.id, signal),
  ]);
  return reportOf([...place, checkCallerAttach(caller)]);
}

async function examineCaller(
  service: ComputeService,
  resourceId: ClusterId,
  signal: AbortSignal | undefined,
): Promise<Check[]> {
  const [onWorkspace, onCluster] = await Promise.all([
    readPermissions(service, service.workspace.id, signal),
    readPermissions(service, resourceId, signal),
  ]);
  return [checkCallerAttach(onWorkspace), checkCallerCluster(onCluster, clusterKindOf(resourceId))];
}

function reportOf(checks: readonly Check[]): AttachReport {
  return { ready: checks.every(({ status }) => status !== 'fail'), checks: checks.map(withHealingStep) };
}
