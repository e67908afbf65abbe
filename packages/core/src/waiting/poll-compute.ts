import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { Operation } from '../lro/operation.js';
import { type OperationEnd, pollOperation } from '../lro/poll.js';
import type { Clock } from '../runtime/clock.js';
import { listPages } from '../service/list.js';
import { READ_LAG_MS, readCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';

/** How an operation ended, and which one: callers that share polls may know different operations. */
export interface ObservedEnd extends OperationEnd {
  readonly of: Operation;
}

/** What one poll of a compute found. */
export type Observation =
  /** Only the operation was read, and it goes on. */
  | { readonly kind: 'running'; readonly text: string }
  /** The compute was read; `end` tells how the operation on it ended, where one was followed. */
  | { readonly kind: 'compute'; readonly compute: Compute; readonly end: ObservedEnd | null }
  | { readonly kind: 'absent'; readonly end: ObservedEnd | null }
  /** The poll failed for a passing reason; more polls follow. */
  | { readonly kind: 'interrupted' };

/** The word for what was seen, for progress and for the histogram of a wait. */
export function describeObservation(observation: Observation): string {
  switch (observation.kind) {
    case 'running':
      return observation.text || 'InProgress';
    case 'compute':
      return observation.compute.lifecycle.text;
    case 'absent':
      return 'Absent';
    case 'interrupted':
      return 'Interrupted';
  }
}

/** A compute that is polled, and the operation on it where one is known. */
export interface WatchedCompute {
  readonly name: ComputeName;
  readonly operation: Operation | null;
  /** The operation as it was given: its URL may change while it is followed, and later it is followed no more. */
  readonly origin: Operation | null;
  /** How the operation ended, once it has. */
  readonly end: ObservedEnd | null;
}

/** Creates what is polled for a compute and its operation. */
export function createWatchedCompute(name: ComputeName, operation: Operation | null): WatchedCompute {
  return { name, operation, origin: operation, end: null };
}

/** The result of one poll, and what to poll next time. */
export interface ComputePoll {
  readonly observation: Observation;
  readonly watched: WatchedCompute;
  readonly retryAfterMs: number | null;
}

/** What one poll reads: a compute, and its state from the list where the list has just shown that it ended. */
export interface PollTarget {
  readonly watched: WatchedCompute;
  readonly listed: Compute | null;
}

/**
 * Polls once: the operation while it can be followed and goes on, else the compute.
 * @throws UnsupportedOperationError when the name belongs to another type of compute, and any typed refusal.
 */
export async function pollCompute(
  service: ComputeService,
  { watched, listed }: PollTarget,
  signal: AbortSignal,
): Promise<ComputePoll> {
  const { operation, origin } = watched;
  if (operation === null || operation.mode === 'resource') return pollResource(service, watched, signal);
  const poller = { ...service.workspace, transport: service.workspace.transport, endpoint: service.endpoint };
  const result = await pollOperation(poller, operation, signal);
  switch (result.kind) {
    case 'running':
      return {
        observation: { kind: 'running', text: result.text },
        watched: { ...watched, operation: result.operation },
        retryAfterMs: result.retryAfterMs,
      };
    case 'ended':
      return pollAfterOperation(
        service,
        { watched: { ...watched, operation: null, end: { ...result.end, of: origin ?? operation } }, listed },
        signal,
      );
    case 'lost':
      return pollAfterOperation(service, { watched: { ...watched, operation: null }, listed }, signal);
  }
}

/** Reads the compute after its operation ended or can no longer be followed. */
async function pollAfterOperation(
  service: ComputeService,
  { watched, listed }: PollTarget,
  signal: AbortSignal,
): Promise<ComputePoll> {
  return listed === null ? pollResource(service, watched, signal) : pollFromList(watched, listed);
}

async function pollResource(
  service: ComputeService,
  watched: WatchedCompute,
  signal: AbortSignal,
): Promise<ComputePoll> {
  const { name, end } = watched;
  const read = await readCompute(service, name, signal);
  switch (read.kind) {
    case 'kubernetes':
      return {
        observation: { kind: 'compute', compute: read.compute, end },
        watched,
        retryAfterMs: read.retryAfterMs,
      };
    case 'absent':
      return { observation: { kind: 'absent', end }, watched, retryAfterMs: null };
    case 'other':
      throw wrongTypeError(name, read.computeType);
  }
}

/** Gives an entry of the list as the result of a poll. */
export function pollFromList(watched: WatchedCompute, compute: Compute): ComputePoll {
  return { observation: { kind: 'compute', compute, end: watched.end }, watched, retryAfterMs: null };
}

/** Tells, by wall time, whether reads of a compute may not show the effect of an operation yet. */
export function readsMayLag({ startedAt }: Operation, clock: Clock): boolean {
  return clock.now() - Date.parse(startedAt) < READ_LAG_MS;
}

/** What a list of computes showed, and what it cost. */
export interface Listing {
  /** By name, in lower case. */
  readonly found: ReadonlyMap<string, Compute>;
  /** Pages that were read. */
  readonly pages: number;
}

/** Reads the list until all wanted computes are found. A list that fails gives nothing: the single polls then give the reason. */
export async function findListed(
  service: ComputeService,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Listing> {
  const found = new Map<string, Compute>();
  let pages = 0;
  try {
    for await (const page of listPages(service, signal)) {
      pages += 1;
      for (const entry of page) {
        const key = entry.kind === 'kubernetes' ? entry.compute.name.toLowerCase() : '';
        if (entry.kind === 'kubernetes' && wanted.has(key)) found.set(key, entry.compute);
      }
      if (found.size === wanted.size) break;
    }
  } catch {
    found.clear();
  }
  return { found, pages };
}
