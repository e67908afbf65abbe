import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { followUpOf } from '../lro/follow-up.js';
import type { Operation } from '../lro/operation.js';
import { startWrite } from '../lro/start.js';
import { describeOperation } from '../service/compute-operation.js';
import { type ComputeRead, isComputeAbsent, readCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import type { Answer } from '../transport/answer.js';
import { refusalOf } from '../wire/arm-error.js';

/** What came of a detach. */
export type DetachResult =
  | { readonly kind: 'started'; readonly operation: Operation }
  /** The service was done at once. */
  | { readonly kind: 'detached'; readonly operation: null }
  /** There was nothing under the name. */
  | { readonly kind: 'already-detached'; readonly operation: null };

/**
 * Removes the association of a compute with its workspace; the cluster, and the extension in it, stay as they are.
 * Reads first, because a name may belong to a compute of another type, which is not ours to detach.
 *
 * @throws UnsupportedOperationError when the compute is of another type.
 */
export async function detach(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<DetachResult> {
  const read = await readCompute(service, name, signal);
  switch (read.kind) {
    case 'absent':
      return { kind: 'already-detached', operation: null };
    case 'other':
      throw wrongTypeError(name, read.computeType);
    case 'kubernetes':
      return read.compute.lifecycle.state === 'deleting'
        ? followResource(service, name)
        : sendDetach(service, { name, before: read.compute, signal });
  }
}

interface Detach {
  readonly name: ComputeName;
  /** The compute as it was read; null where the caller knows that it is a Kubernetes compute. */
  readonly before: Compute | null;
  readonly signal: AbortSignal | undefined;
}

/** Sends the DELETE for a compute that is known to be a Kubernetes compute. */
export async function sendDetach(service: ComputeService, detach: Detach): Promise<DetachResult> {
  const { name, before, signal } = detach;
  let now: ComputeRead | null = null;
  const url = `${service.computeUrl(name)}&underlyingResourceAction=Detach`;
  const started = await startWrite(service.workspace, {
    request: { method: 'DELETE', url, signal },
    action: `the detach of ${name}`,
    accepts: [404],
    resolveUnknown: async () => {
      now = await readCompute(service, name, signal);
      if (now.kind === 'other') return { kind: 'refused', error: wrongTypeError(name, now.computeType) };
      return { kind: isGone(now, before) || isBeingDetached(now) ? 'applied' : 'absent' };
    },
  });
  if (started.kind === 'answered') return readResult(service, name, started.answer);
  return now !== null && isGone(now, before)
    ? { kind: 'detached', operation: null }
    : followResource(service, name);
}

/** Another caller may have reused the name; that compute must be neither detached nor waited for. */
function isGone(now: ComputeRead, before: Compute | null): boolean {
  if (now.kind !== 'kubernetes') return now.kind === 'absent';
  return before !== null && now.compute.createdOn?.text !== before.createdOn?.text;
}

function isBeingDetached(now: ComputeRead): boolean {
  return now.kind === 'kubernetes' && now.compute.lifecycle.state === 'deleting';
}

function readResult(service: ComputeService, name: ComputeName, answer: Answer): DetachResult {
  const followUp = followUpOf(answer, service.endpoint);
  if (followUp !== null && answer.status < 300) {
    return { kind: 'started', operation: describeOperation(service, name, { kind: 'detach', ...followUp }) };
  }
  if (isComputeAbsent(answer)) return { kind: 'already-detached', operation: null };
  switch (answer.status) {
    case 200:
      return { kind: 'detached', operation: null };
    case 202:
      return followResource(service, name);
    case 204:
      return { kind: 'already-detached', operation: null };
    default:
      throw refusalOf(answer, `the detach of ${name}`);
  }
}

/** Without an operation URL, the resource shows when the detach is done: it is gone. */
function followResource(service: ComputeService, name: ComputeName): DetachResult {
  const url = service.computeUrl(name);
  return {
    kind: 'started',
    operation: describeOperation(service, name, { kind: 'detach', mode: 'resource', url }),
  };
}
