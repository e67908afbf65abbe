import type { AttachConfiguration } from '../domain/attach-configuration.js';
import { type AttachPlan, type Difference, planAttach, specDifferences } from '../domain/attach-plan.js';
import type { Compute } from '../domain/compute.js';
import { sameArmId } from '../domain/ids/arm-id.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { isTerminal } from '../domain/lifecycle.js';
import { ConflictError } from '../errors/conflict-error.js';
import { followUpOf } from '../lro/follow-up.js';
import type { Operation } from '../lro/operation.js';
import { type Resolution, startWrite } from '../lro/start.js';
import { describeOperation } from '../service/compute-operation.js';
import { type ComputeRead, readCompute, requireCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';
import type { Answer } from '../transport/answer.js';
import { decodeCompute } from '../wire/computes/decode-compute.js';
import { encodeAttach } from '../wire/computes/encode-attach.js';
import { awaitCompute } from './await-compute.js';

/** How to attach. */
export interface AttachOptions {
  /**
   * Overwrite a compute that has the name with another specification. The service says that this cannot be undone,
   * and Microsoft's samples that a Kubernetes compute has to be detached first; default false.
   */
  readonly replace?: boolean | undefined;
  /** Called when the name is known to be free or to be replaced, right before the PUT; a rejection stops the attach. */
  readonly beforeWrite?: (() => Promise<void>) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of an attach. */
export type AttachResult =
  /** The service accepted the attach; `operation` is null when it was done at once. */
  | { readonly kind: 'started'; readonly compute: Compute; readonly operation: Operation | null }
  /** The same specification had the name already; nothing was sent. */
  | { readonly kind: 'already-attached'; readonly compute: Compute; readonly operation: null };

/** What is to be attached under which name. */
export interface RequestedAttach {
  readonly name: ComputeName;
  readonly wanted: AttachConfiguration;
}

/** What an attach would do, without doing it: one read. */
export async function plan(
  service: ComputeService,
  { name, wanted }: RequestedAttach,
  signal?: AbortSignal,
): Promise<AttachPlan> {
  return planFor(wanted, await readCompute(service, name, signal));
}

function planFor(configuration: AttachConfiguration, read: ComputeRead): AttachPlan {
  switch (read.kind) {
    case 'absent':
      return planAttach(configuration, null);
    case 'kubernetes':
      return planAttach(configuration, read.compute);
    case 'other': {
      const differences = [{ field: 'computeType', current: read.computeType, wanted: 'Kubernetes' }];
      return { kind: 'conflict', differences, compute: null };
    }
  }
}

/**
 * Attaches a cluster: one GET, then one PUT unless the name is taken. A PUT overwrites without asking (REST
 * description), so a name with the same specification is left alone and one with another is a conflict.
 *
 * @throws ConflictError naming the fields that differ, unless they are to be replaced.
 * @throws what `beforeWrite` throws.
 */
export async function attach(
  service: ComputeService,
  { name, wanted }: RequestedAttach,
  { replace = false, beforeWrite, signal }: AttachOptions = {},
): Promise<AttachResult> {
  const existing = await readCompute(service, name, signal);
  const planned = planFor(wanted, existing);
  if (planned.kind === 'nothing')
    return { kind: 'already-attached', compute: planned.compute, operation: null };
  if (planned.kind === 'conflict') refuseUnlessReplaced(name, planned, replace);
  await beforeWrite?.();
  const before = existing.kind === 'kubernetes' ? existing.compute : null;
  return put(service, { name, wanted, before, signal });
}

function refuseUnlessReplaced(
  name: ComputeName,
  { compute, differences }: AttachPlan & { kind: 'conflict' },
  replace: boolean,
): void {
  if (compute === null) throw wrongTypeError(name, differences[0]?.current ?? 'compute');
  if (compute.lifecycle.state === 'deleting') throw beingDetached(name);
  if (!replace) throw taken(name, differences);
}

function beingDetached(name: ComputeName): ConflictError {
  return new ConflictError(`${name} is being detached`, {
    hint: 'Wait until it is detached, then attach again',
    retryable: true,
  });
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  resourceId: 'cluster',
  computeType: 'type',
  defaultInstanceType: 'default instance type',
  instanceTypes: 'instance types',
};

function taken(name: ComputeName, differences: readonly Difference[]): ConflictError {
  const fields = differences.map(({ field }) => FIELD_WORDS[field] ?? field);
  return new ConflictError(`${name} is taken by a compute with another ${fields.join(', ')}`, {
    quoted: differences.map(describeDifference).join('; '),
    hint: 'Choose another name, detach the compute first, or ask to replace it',
  });
}

function describeDifference({ field, current, wanted }: Difference): string {
  return `${field} is ${current ?? 'not set'}, asked for ${wanted ?? 'not set'}`;
}

interface Put extends RequestedAttach {
  /** What had the name before, when it is to be replaced. */
  readonly before: Compute | null;
  readonly signal: AbortSignal | undefined;
}

async function put(service: ComputeService, write: Put): Promise<AttachResult> {
  const { name, wanted, signal } = write;
  const { workspace } = service;
  const url = service.computeUrl(name);
  const body = encodeAttach(wanted, await service.location(signal));
  const started = await startWrite(workspace, {
    request: { method: 'PUT', url, body, signal },
    action: `the attach of ${name}`,
    resolveUnknown: () => resolveUnknownWrite(service, write),
  });
  if (started.kind === 'resolved') return resume(service, name, signal);
  const compute = await computeOf(service, started.answer, { name, signal });
  const followUp = followUpOf(started.answer, service.endpoint);
  if (followUp === null && isTerminal(compute.lifecycle))
    return { kind: 'started', compute, operation: null };
  const operation = describeOperation(service, name, {
    kind: 'attach',
    ...(followUp ?? { mode: 'resource', url }),
  });
  return { kind: 'started', compute, operation };
}

/**
 * Whether a PUT without an answer took effect: the compute has what was asked for, and it is not the compute
 * that was there before. Refused when another caller took the name meanwhile: the PUT must not be sent again then,
 * because it would overwrite their compute.
 */
async function resolveUnknownWrite(
  service: ComputeService,
  { name, wanted, before, signal }: Put,
): Promise<Resolution> {
  const read = await readCompute(service, name, signal);
  if (read.kind === 'absent') return { kind: 'absent' };
  if (read.kind === 'other') return { kind: 'refused', error: wrongTypeError(name, read.computeType) };
  if (isUntouched(read.compute, before)) return { kind: 'absent' };
  if (read.compute.lifecycle.state === 'deleting') return { kind: 'refused', error: beingDetached(name) };
  const differences = specDifferences(wanted, read.compute);
  return differences.length > 0 ? { kind: 'refused', error: taken(name, differences) } : { kind: 'applied' };
}

function isUntouched(now: Compute, before: Compute | null): boolean {
  return before !== null && now.modifiedOn?.text === before.modifiedOn?.text && isTerminal(now.lifecycle);
}

/** The answer was lost and with it the operation URL: the resource is followed instead. */
async function resume(
  service: ComputeService,
  name: ComputeName,
  signal?: AbortSignal,
): Promise<AttachResult> {
  const compute = await requireCompute(service, name, signal);
  if (isTerminal(compute.lifecycle)) return { kind: 'started', compute, operation: null };
  const url = service.computeUrl(name);
  return {
    kind: 'started',
    compute,
    operation: describeOperation(service, name, { kind: 'attach', mode: 'resource', url }),
  };
}

/** The PUT's own answer; only where it tells nothing of the compute is that read. */
async function computeOf(
  service: ComputeService,
  { body }: Answer,
  { name, signal }: Pick<Put, 'name' | 'signal'>,
): Promise<Compute> {
  const told = body.kind === 'json' ? decodeCompute(body.value) : null;
  const isOurs = told?.kind === 'kubernetes' && sameArmId(told.compute.id, service.computeId(name));
  return isOurs ? told.compute : awaitCompute(service, name, signal);
}
