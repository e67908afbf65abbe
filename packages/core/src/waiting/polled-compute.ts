import type { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Observation } from './observation.js';
import type { WatchedCompute } from './poll-compute.js';

/** Waits for what the polls of one compute show. */
export interface Waiter {
  /** Reading of the monotonic clock, milliseconds. */
  readonly deadlineAt: number;
  observe(observation: Observation): void;
  /** A poll failed for a passing reason; more polls follow. */
  interrupt(error: ComputeTargetError): void;
  fail(error: unknown): void;
}

/** A poll under way, and those who were there when it began: no waiter receives a result requested before it joined. */
export interface PendingPoll {
  readonly controller: AbortController;
  readonly watched: WatchedCompute;
  readonly waiters: readonly Waiter[];
}

/** One compute that is watched. */
export interface PolledCompute {
  readonly key: string;
  watched: WatchedCompute;
  readonly waiters: Set<Waiter>;
  /** When the next poll is due, on the monotonic clock. */
  dueAt: number;
  /** Polls since the last waiter joined: the pace slows down with them. */
  polls: number;
  /** Failed polls in a row since the last waiter joined. */
  failures: number;
  pending: PendingPoll | null;
}

/** Starts to poll a compute; the first poll is due now. */
export function createPolledCompute(key: string, watched: WatchedCompute, now: number): PolledCompute {
  return { key, watched, waiters: new Set(), dueAt: now, polls: 0, failures: 0, pending: null };
}

/** Prepares for a further waiter: polls at once, and follows the operation that the waiter knows, if any. */
export function restartPolls(polled: PolledCompute, watched: WatchedCompute, now: number): void {
  if (watched.operation !== null) polled.watched = watched;
  polled.dueAt = now;
  polled.polls = 0;
  polled.failures = 0;
}

/** Gives the earliest deadline of all waiters, in monotonic milliseconds. */
export function earliestDeadline({ waiters }: PolledCompute): number {
  return Math.min(...[...waiters].map(({ deadlineAt }) => deadlineAt));
}

/** Begins a poll for those who wait now. */
export function beginPoll(polled: PolledCompute): PendingPoll {
  const pending = {
    controller: new AbortController(),
    watched: polled.watched,
    waiters: [...polled.waiters],
  };
  polled.pending = pending;
  return pending;
}
