import type { Compute } from '../../domain/compute.js';
import { DEFAULT_NAMESPACE, isNamespace } from '../../domain/ids/namespace.js';
import type { Check, CheckId } from '../checks/check.js';
import type { Cause } from './cause.js';
import { kubectl, updateExtension } from './in-place.js';
import { placeOf } from './place.js';
import { ATTACH_CLUSTER, TROUBLESHOOT_COMPUTE } from './rule.js';

/** Success is reported before the agents in the cluster are ready; this long is usually enough for them. */
export const SETTLING_MS: number = 10 * 60_000;

/** Warnings of checks that leave the attach alone and make jobs fail. */
const TROUBLE_FOR_JOBS: readonly CheckId[] = ['workspace-name', 'workspace-network'];

interface JobEvidence {
  readonly compute: Compute;
  readonly checks: readonly Check[];
  readonly ageMs: number | null;
  /** Null where the extension could not be read. */
  readonly trainingEnabled: boolean | null;
  /** The name of the extension, where it can stand in a command. */
  readonly extensionName?: string | null;
}

/** What can make jobs wait or fail on a compute that is attached as it should be. */
export function jobRisks(evidence: JobEvidence): Cause[] {
  const { compute, checks } = evidence;
  if (compute.lifecycle.state !== 'succeeded') return [];
  return [
    ...settling(evidence),
    ...withoutIdentity(compute),
    ...(checks.some(({ id }) => id === 'namespace') ? [] : namespaceUnseen(compute)),
    ...withoutTraining(evidence),
    ...checks.filter(({ id, status }) => status === 'warn' && TROUBLE_FOR_JOBS.includes(id)).map(fromCheck),
  ];
}

function settling({ ageMs }: JobEvidence): Cause[] {
  if (ageMs === null || ageMs >= SETTLING_MS) return [];
  return [
    risk('just-attached', {
      cause: `it was attached ${Math.round(ageMs / 60_000)} minutes ago, and the agents need up to ${SETTLING_MS / 60_000}`,
      fix: 'Wait, then look at the extension again',
      source: 'user report, Azure/AML-Kubernetes 76',
    }),
  ];
}

function withoutIdentity({ identity }: Compute): Cause[] {
  if (identity !== null && identity.type.toLowerCase() !== 'none') return [];
  return [
    risk('no-identity', {
      cause: 'the compute has no identity: jobs that read storage or a registry without keys fail',
      fix: 'Detach it, then attach it with identity type SystemAssigned or UserAssigned',
      source: `${TROUBLESHOOT_COMPUTE}; user report, Azure/AML-Kubernetes 118`,
    }),
  ];
}

function namespaceUnseen(compute: Compute): Cause[] {
  const { namespace } = compute;
  if (namespace === null || namespace === DEFAULT_NAMESPACE) return [];
  const fix = isNamespace(namespace)
    ? `Look for it, and create it if it is not there: ${kubectl(placeOf(compute), `kubectl get namespace ${namespace}`)}; kubectl create namespace ${namespace}`
    : 'Detach it, then attach it with a namespace that exists: its own is not a legal name';
  return [
    risk('namespace', {
      cause:
        'jobs wait indefinitely without logs if the namespace is not in the cluster; Azure cannot verify the namespace',
      fix,
      source: `${ATTACH_CLUSTER}; user report, Azure/AML-Kubernetes 26`,
    }),
  ];
}

function withoutTraining({ compute, trainingEnabled, extensionName }: JobEvidence): Cause[] {
  if (trainingEnabled !== false) return [];
  const update = updateExtension(placeOf(compute, extensionName), '--config enableTraining=True');
  return [
    risk('training-off', {
      cause: 'training is not switched on in the extension: training jobs fail',
      fix: `Switch it on, if there are to be training jobs: ${update}`,
      source: TROUBLESHOOT_COMPUTE,
    }),
  ];
}

function fromCheck({ id, evidence, fix, source }: Check): Cause {
  return risk(id, { cause: evidence, fix: fix ?? 'Remove the cause', source });
}

function risk(id: string, { cause, fix, source }: Pick<Cause, 'cause' | 'fix' | 'source'>): Cause {
  return { id, confidence: 'possible', cause, evidence: cause, fix, source };
}
