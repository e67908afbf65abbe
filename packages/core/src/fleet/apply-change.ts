import type { AttachOptions, AttachResult } from '../attaching/attach.js';
import type { DetachResult } from '../attaching/detach.js';
import type { AttachConfiguration } from '../domain/attach-configuration.js';
import type { AttachPlan } from '../domain/attach-plan.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Operation } from '../lro/operation.js';
import type { WaitGoal } from '../waiting/judge-wait.js';
import type { WaitOptions, WaitOutcome } from '../waiting/wait.js';
import { errorOfWait } from '../waiting/wait-error.js';
import type { FleetChange } from './plan-compute.js';

/** The calls of a client that an apply is made of. */
export interface FleetClient {
  attach(name: string, configuration: AttachConfiguration, options?: AttachOptions): Promise<AttachResult>;
  detach(name: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<DetachResult>;
  plan(
    name: string,
    configuration: AttachConfiguration,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<AttachPlan>;
  wait(name: string, options?: WaitOptions): Promise<WaitOutcome>;
}

/** How one change ended. */
export type ChangeOutcome =
  | { readonly kind: 'done' }
  /** Nothing was written, for this reason. */
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: ComputeTargetError }
  /** The write was accepted, and the service did not end in time. Applying again waits on. */
  | { readonly kind: 'under-way' };

/** One write of a change. */
export interface FleetWrite {
  readonly action: 'attach' | 'detach';
  readonly change: FleetChange;
}

/** Does a write by calling `send` once, such as between the two lines of an audit. A rejection stops the change. */
export type AroundWrite = <T extends { readonly kind: string }>(
  write: FleetWrite,
  send: () => Promise<T>,
) => Promise<T>;

/** What a change needs beside itself. */
export interface ChangeContext {
  readonly client: FleetClient;
  readonly aroundWrite: AroundWrite;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Carries out one change, and waits for its end. Each write is preceded by a read: what has changed since the plan is
 * skipped. Safe to repeat.
 * @throws the signal's reason after an abort, and what `aroundWrite` throws that is no ComputeTargetError.
 */
export async function applyChange(context: ChangeContext, change: FleetChange): Promise<ChangeOutcome> {
  try {
    return await carryOut(context, change);
  } catch (error) {
    context.signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error)) throw error;
    return { kind: 'failed', error };
  }
}

async function carryOut(context: ChangeContext, change: FleetChange): Promise<ChangeOutcome> {
  const { compute, action } = change;
  switch (action) {
    case 'attach':
      return attachAndWait(context, change, false);
    case 'update':
      return (await hasChanged(context, change)) ? CHANGED : attachAndWait(context, change, true);
    case 'replace':
      return replace(context, change);
    case 'detach':
      return detachAndWait(context, change);
    case 'under-way':
      return follow(context, change, {
        operation: null,
        until: compute.wanted.state === 'present' ? 'attached' : 'detached',
      });
    case 'unchanged':
      return { kind: 'done' };
    case 'conflict':
      return { kind: 'skipped', reason: change.reason ?? 'a person has to decide' };
  }
}

const CHANGED = { kind: 'skipped', reason: 'it has changed since the plan; plan again' } as const;

async function replace(context: ChangeContext, change: FleetChange): Promise<ChangeOutcome> {
  if (await hasChanged(context, change)) return CHANGED;
  const detached = await detachAndWait(context, change);
  return detached.kind === 'done' ? attachAndWait(context, change, false) : detached;
}

async function hasChanged({ client, signal }: ChangeContext, change: FleetChange): Promise<boolean> {
  const { name, wanted } = change.compute;
  if (wanted.state === 'absent') return false;
  const now = await client.plan(name, wanted.configuration, { signal });
  return now.kind !== 'conflict' || JSON.stringify(now.differences) !== JSON.stringify(change.differences);
}

async function attachAndWait(
  context: ChangeContext,
  change: FleetChange,
  isReplaced: boolean,
): Promise<ChangeOutcome> {
  const { client, aroundWrite, signal } = context;
  const { name, wanted } = change.compute;
  if (wanted.state === 'absent') return CHANGED;
  const { operation } = await aroundWrite({ action: 'attach', change }, () =>
    client.attach(name, wanted.configuration, { replace: isReplaced, signal }),
  );
  return follow(context, change, { operation, until: 'attached' });
}

async function detachAndWait(context: ChangeContext, change: FleetChange): Promise<ChangeOutcome> {
  const { client, aroundWrite, signal } = context;
  const { operation } = await aroundWrite({ action: 'detach', change }, () =>
    client.detach(change.compute.name, { signal }),
  );
  return operation === null ? { kind: 'done' } : follow(context, change, { operation, until: 'detached' });
}

async function follow(
  { client, timeoutMs, signal }: ChangeContext,
  { compute }: FleetChange,
  goal: { readonly operation: Operation | null; readonly until: WaitGoal },
): Promise<ChangeOutcome> {
  const kind = goal.until === 'detached' ? 'detach' : 'attach';
  const outcome = await client.wait(compute.name, { ...goal, timeoutMs, signal });
  switch (outcome.kind) {
    case 'reached':
      return { kind: 'done' };
    case 'failed':
      return { kind: 'failed', error: errorOfWait(outcome, { name: compute.name, kind }) };
    case 'timed-out':
      return { kind: 'under-way' };
  }
}
