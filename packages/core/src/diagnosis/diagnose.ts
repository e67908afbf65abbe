import { type AttachConfiguration, parseAttachConfiguration } from '../domain/attach-configuration.js';
import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { isNamespace } from '../domain/ids/namespace.js';
import { isClusterId, isUserAssignedIdentityId } from '../domain/ids/resource-ids.js';
import { isTerminal } from '../domain/lifecycle.js';
import type { ClusterEvidence } from '../domain/preparing/cluster-evidence.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import type { Operation } from '../lro/operation.js';
import { requireOperation } from '../service/compute-operation.js';
import { notFoundError, readCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import type { Cause } from './causes/cause.js';
import { jobRisks } from './causes/job-risks.js';
import { extensionNameIn } from './causes/place.js';
import { isStuck, STUCK_AFTER_MS } from './causes/progress-causes.js';
import { rankCauses } from './causes/rank-causes.js';
import type { Check } from './checks/check.js';
import { withHealingStep } from './checks/healing-step.js';
import { checkEvidenceOf } from './checks/require-evidence.js';
import { collectForSupport } from './collect-for-support.js';
import { type ExaminedCluster, examineCluster } from './examine-cluster.js';
import { examineIdentities } from './examine-identities.js';
import { examineWorkspace } from './examine-workspace.js';
import { readLastOperation } from './last-operation.js';

/** Why a compute is not what it should be. */
export interface Diagnosis {
  readonly compute: Compute;
  /** `healthy`: attached, and nothing is wrong around it. `unknown`: not healthy, and no rule knows why. */
  readonly verdict: 'healthy' | 'explained' | 'under-way' | 'unknown';
  /** Most certain first. */
  readonly causes: readonly Cause[];
  /** What can make jobs wait or fail on it, though it is attached as it should be. */
  readonly jobRisks: readonly Cause[];
  readonly checks: readonly Check[];
  /** How long an operation has been at work on it, milliseconds; null when none is, or its times are not known. */
  readonly underWayMs: number | null;
  /** From when on an operation counts as stuck, milliseconds. */
  readonly stuckAfterMs: number;
  /** What to collect for a support request, where the causes do not settle it. */
  readonly collect: readonly string[];
}

/** What a diagnosis may go by beside the compute. */
export interface DiagnoseOptions {
  /** The operation that attach or detach returned, if it is at hand: its own error is read as well. */
  readonly operation?: Operation | null | undefined;
  /** What was seen inside the cluster, from `inspectCluster`; a diagnosis starts no command of its own. */
  readonly evidence?: ClusterEvidence | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads a compute, its last operation, its cluster, the extension and the workspace, and ranks why the attach failed
 * or hangs. Changes nothing.
 *
 * @throws NotFoundError when the compute is absent; UnsupportedOperationError for another type; WorkspaceMismatchError
 * or UntrustedUrlError for an operation that is not its own.
 */
export async function diagnose(
  service: ComputeService,
  name: ComputeName,
  { operation = null, evidence, signal }: DiagnoseOptions = {},
): Promise<Diagnosis> {
  const followed = requireOperation(service, name, operation);
  const [read, last] = await Promise.all([
    readCompute(service, name, signal),
    readLastOperation(service, followed, signal),
  ]);
  if (read.kind === 'absent') throw notFoundError(service, name);
  if (read.kind === 'other') throw wrongTypeError(name, read.computeType);
  const { compute, requestId } = read;
  const { checks, extension } = await examine(service, compute, { evidence, signal });
  const now = service.workspace.clock.now();
  const ageMs = ageOf(compute, now);
  const installed = extension.kind === 'read' ? extension.value : null;
  const extensionName = extensionNameIn(installed);
  const causes = rankCauses({
    compute,
    checks,
    ageMs,
    problems: distinct([...compute.problems, ...(isOutlived(followed, compute) ? [] : last.problems)]),
    extensionProblems: installed?.problems ?? [],
    extensionName,
    extensionFeatures: installed,
    operation: last.access,
  });
  return {
    compute,
    verdict: judgeCauses(compute, causes, ageMs),
    causes,
    jobRisks: jobRisks({
      compute,
      checks,
      ageMs,
      trainingEnabled: installed?.trainingEnabled ?? null,
      extensionName,
    }),
    checks,
    underWayMs: isTerminal(compute.lifecycle) ? null : ageMs,
    stuckAfterMs: STUCK_AFTER_MS,
    collect: collectForSupport({ compute, causes, requestId, now, extensionName }),
  };
}

async function examine(
  service: ComputeService,
  compute: Compute,
  { evidence, signal }: Pick<DiagnoseOptions, 'evidence' | 'signal'>,
): Promise<ExaminedCluster> {
  const configuration = configurationOf(compute);
  if (configuration === null) return { checks: [], extension: { kind: 'absent' } };
  const [place, cluster, identities] = await Promise.all([
    examineWorkspace(service, configuration.resourceId, signal),
    examineCluster(service, configuration, { brief: false, signal }),
    examineIdentities(service, configuration.identity, { caller: false, signal }),
  ]);
  const missing = identities.filter(({ status }) => status !== 'warn');
  const { resourceId, namespace } = configuration;
  const seen = evidence === undefined ? [] : checkEvidenceOf(evidence, resourceId, namespace);
  const checks = [...place, ...cluster.checks, ...missing, ...seen].map(withHealingStep);
  return { checks, extension: cluster.extension };
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

/** An attach that failed says nothing of a compute that has been attached since. */
function isOutlived(operation: Operation | null, { lifecycle }: Compute): boolean {
  return operation?.kind === 'attach' && lifecycle.state === 'succeeded';
}

/** The compute and its operation mostly tell the same. */
function distinct(problems: readonly ServiceProblem[]): ServiceProblem[] {
  const keyOf = ({ code, message }: ServiceProblem): string => `${code} ${message}`;
  return [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
}

function judgeCauses(compute: Compute, causes: readonly Cause[], ageMs: number | null): Diagnosis['verdict'] {
  const { lifecycle } = compute;
  if (causes.some(({ confidence }) => confidence !== 'possible')) return 'explained';
  if (lifecycle.state === 'succeeded') return 'healthy';
  if (!isTerminal(lifecycle) && !isStuck({ compute, ageMs })) return 'under-way';
  return causes.length > 0 ? 'explained' : 'unknown';
}
