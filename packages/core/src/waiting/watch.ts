import type { ComputeTargetError } from '../errors/compute-target-error.js';
import type { Subject } from './look.js';
import type { Observation } from './observation.js';

/** Somebody who waits for what the looks at one compute show. */
export interface Watcher {
  /** Reading of the monotonic clock, milliseconds. */
  readonly deadlineAt: number;
  observe(observation: Observation): void;
  /** A look failed for a passing reason; more will follow. */
  interrupt(error: ComputeTargetError): void;
  fail(error: unknown): void;
}

/** A look under way, and those who were there when it began: nobody gets an answer older than his question. */
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

export function createWatch(key: string, subject: Subject, now: number): Watch {
  return { key, subject, watchers: new Set(), dueAt: now, looks: 0, failures: 0, flight: null };
}

/** Takes a further watcher's question in: look at once, and follow the operation that he knows, if he does. */
export function renewWatch(watch: Watch, subject: Subject, now: number): void {
  if (subject.operation !== null) watch.subject = subject;
  watch.dueAt = now;
  watch.looks = 0;
  watch.failures = 0;
}

export function earliestDeadline({ watchers }: Watch): number {
  return Math.min(...[...watchers].map(({ deadlineAt }) => deadlineAt));
}

export function takeOff(watch: Watch): Flight {
  const flight = { controller: new AbortController(), subject: watch.subject, audience: [...watch.watchers] };
  watch.flight = flight;
  return flight;
}
