import { setImmediate as nextTurn } from 'node:timers/promises';

interface Sleeper {
  readonly dueAt: number;
  readonly wake: () => void;
}

/** Turns of the event loop in which everything that is ready has run: bodies are read over several of them. */
const QUIET_TURNS = 6;

/**
 * Time that jumps from one sleeper to the next. All who are due at the same instant wake together, so that ten thousand
 * of them cost one turn. Fits the clocks of core and of the testkit, and can stand for `setTimeout`.
 */
export class VirtualClock {
  #nowMs = 0;
  /** Sleepers by the instant at which they are due. */
  readonly #due = new Map<number, Set<Sleeper>>();
  /** The instants in `#due`, in order. */
  #instants: number[] = [];

  now(): number {
    return Date.UTC(2026, 0, 1) + this.#nowMs;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = (): void => {
        cancel();
        reject(signal?.reason);
      };
      const cancel = this.schedule(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Calls back after `delayMs`; returns how to cancel that. */
  schedule(wake: () => void, delayMs: number): () => void {
    const dueAt = Math.ceil(this.#nowMs + Math.max(delayMs, 0));
    const sleeper = { dueAt, wake };
    const others = this.#due.get(dueAt);
    if (others !== undefined) others.add(sleeper);
    else {
      this.#due.set(dueAt, new Set([sleeper]));
      this.#instants.splice(placeOf(dueAt, this.#instants), 0, dueAt);
    }
    return () => void this.#due.get(dueAt)?.delete(sleeper);
  }

  /** Lets time pass until the work is done. @throws what the work throws; Error when no sleeper is left to wake. */
  async runUntil<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const done = work.finally(() => {
      over = true;
    });
    done.catch(() => {});
    while (!over) {
      for (let turn = 0; turn < QUIET_TURNS && !over; turn += 1) await nextTurn();
      if (!over && !this.#wakeNext()) throw new Error('all wait, and none sleeps');
    }
    return done;
  }

  #wakeNext(): boolean {
    for (const instant of this.#instants.splice(0, 1)) {
      const sleepers = this.#due.get(instant) ?? [];
      this.#due.delete(instant);
      this.#nowMs = Math.max(this.#nowMs, instant);
      for (const { wake } of sleepers) wake();
      return true;
    }
    return false;
  }
}

function placeOf(instant: number, instants: readonly number[]): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instants[middle] ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
