import { abortable } from '../runtime/abort.js';
import type { Observation } from './observation.js';

/** One reader of the polls of a compute. It keeps the newest result until that is read. */
export class Waiter {
  /** Reading of the monotonic clock, milliseconds. */
  readonly deadlineAt: number;
  #unread: Observation | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isExpired = false;
  #wake: () => void = () => {};

  constructor(deadlineAt: number) {
    this.deadlineAt = deadlineAt;
  }

  /** Takes the result of a poll. One that does not tell about the compute never replaces an unread one that does. */
  observe(observation: Observation): void {
    if (this.#isExpired) return;
    if (this.#unread === null || readsCompute(observation)) this.#unread = observation;
    this.#wake();
  }

  /** Ends the reading with an error. */
  fail(error: unknown): void {
    this.#failure = { error };
    this.#wake();
  }

  /** Ends the reading, because its time is over. */
  expire(): void {
    this.#isExpired = true;
    this.#wake();
  }

  /**
   * Waits for the next result; gives null once the time is over.
   * @throws the error that polls ended with; the signal's reason.
   */
  async next(signal: AbortSignal | undefined): Promise<Observation | null> {
    for (;;) {
      signal?.throwIfAborted();
      if (this.#failure !== null) throw this.#failure.error;
      const observation = this.#unread;
      this.#unread = null;
      if (observation !== null || this.#isExpired) return observation;
      await abortable(this.#change(), signal);
    }
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}

function readsCompute({ kind }: Observation): boolean {
  return kind === 'compute' || kind === 'absent';
}
