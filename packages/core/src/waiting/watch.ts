import type { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Subject } from './look.js';
import type { Observation } from './observation.js';

/** Waits for what the polls of one compute show. */
export interface Watcher {
  /** Reading of the monotonic clock, milliseconds. */
  readonly deadlineAt: number;
  observe(observation: Observation): void;
  /** A look failed for a passing reason; more will follow. */
  interrupt(error: ComputeTargetError): void;
  fail(error: unknown): void;
}

/** A poll under way, and those who were there when it began: no waiter receives a result requested before it joined. */
export interface Flight {
  readonly controller: AbortController;
  readonly subject: Subject;
  readonly audience: readonly Watcher[];
}

/** One compute that is watched. */
export interface Watch {
  readonly key: string;
  subject: Subject;
  readonly watchers: Set<Watcher>;
  /** When to look next, on the monotonic clock. */
  dueAt: number;
  /** Looks since the last watcher came: the pace slows down with them. */
  looks: number;
  /** Failed looks in a row since the last watcher came. */
  failures: number;
  flight: Flight | null;
}

/** Starts to poll a compute; the first poll is due now. */
export function createWatch(key: string, subject: Subject, now: number): Watch {
  return { key, subject, watchers: new Set(), dueAt: now, looks: 0, failures: 0, flight: null };
}

/** Takes a further waiter in: poll at once, and follow the operation that it knows, if it does. */
export function renewWatch(watch: Watch, subject: Subject, now: number): void {
  if (subject.operation !== null) watch.subject = subject;
  watch.dueAt = now;
  watch.looks = 0;
  watch.failures = 0;
}

/** Gives the earliest deadline of all waiters, in monotonic milliseconds. */
export function earliestDeadline({ watchers }: Watch): number {
  return Math.min(...[...watchers].map(({ deadlineAt }) => deadlineAt));
}

/** Begins a poll for those who wait now. */
export function takeOff(watch: Watch): Flight {
  const flight = { controller: new AbortController(), subject: watch.subject, audience: [...watch.watchers] };
  watch.flight = flight;
  return flight;
}
