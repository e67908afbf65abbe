import type { Compute } from '../domain/compute.js';
import type { Clock } from '../runtime/clock.js';
import { describeObservation, type Observation } from './observation.js';

/** The state of a wait after a poll. */
export interface WaitProgress {
  /** The service's word, `Absent`, or `Interrupted` when the poll itself failed for a passing reason. */
  readonly state: string;
  readonly elapsedMs: number;
  /** Polls so far. */
  readonly looks: number;
}

/** What a wait observed. */
export interface WaitRecord {
  readonly elapsedMs: number;
  readonly looks: number;
  /** How often each state was seen. */
  readonly seen: Readonly<Record<string, number>>;
}

/** Counts what one wait observes, from its creation on. */
export class WaitRecorder {
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #seen = new Map<string, number>();
  #looks = 0;
  #last: { readonly lastState: string | null; readonly compute: Compute | null } = {
    lastState: null,
    compute: null,
  };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.monotonic();
  }

  get elapsedMs(): number {
    return this.#clock.monotonic() - this.#startedAt;
  }

  /** The state and the compute that the last poll found; an interrupted poll finds nothing. */
  get last(): { readonly lastState: string | null; readonly compute: Compute | null } {
    return this.#last;
  }

  add(observation: Observation): WaitProgress {
    const state = describeObservation(observation);
    this.#looks += 1;
    this.#seen.set(state, (this.#seen.get(state) ?? 0) + 1);
    if (observation.kind !== 'interrupted') {
      this.#last = { lastState: state, compute: observation.kind === 'compute' ? observation.compute : null };
    }
    return { state, elapsedMs: this.elapsedMs, looks: this.#looks };
  }

  total(): WaitRecord {
    return { elapsedMs: this.elapsedMs, looks: this.#looks, seen: Object.fromEntries(this.#seen) };
  }
}
