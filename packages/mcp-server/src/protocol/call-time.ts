import { type Clock, systemClock, TimedOutError } from '@azureml-kubernetes/core';

/** Clients and proxies give a call up that is silent for a minute, so requests to Azure have to have ended by then. */
const REQUESTS_MS = 44_000;
/** What does not heed the time that is left, such as a sign-in that hangs, is stopped a little later. */
const SILENT_MS = 48_500;

/** The time that one call may be silent for; it starts again with each message to its client. */
export class CallTime {
  readonly #requests: Stopwatch;
  readonly #silence: Stopwatch;
  readonly #guard: Clock;
  #isAsking = false;

  /**
   * @param clock measures the time of requests
   * @param guard ends what hangs: it goes on where nothing moves `clock`
   */
  constructor(clock: Clock, guard: Clock = systemClock) {
    this.#requests = new Stopwatch(clock);
    this.#silence = new Stopwatch(guard);
    this.#guard = guard;
  }

  /** How long requests that are sent now may take, in milliseconds. */
  readonly leftMs = (): number => (this.#isAsking ? REQUESTS_MS : REQUESTS_MS - this.#requests.elapsedMs);

  /** Starts the time again: the client has been sent something. */
  restart(): void {
    this.#requests.restart();
    this.#silence.restart();
  }

  /** Stops the time while a person is asked. */
  async whileAsking<T>(ask: () => Promise<T>): Promise<T> {
    this.#isAsking = true;
    try {
      return await ask();
    } finally {
      this.#isAsking = false;
      this.restart();
    }
  }

  /**
   * Runs the work of the call with a signal that aborts when the caller leaves or the call has been silent for too long.
   * @throws TimedOutError as the reason of the signal in the latter case.
   */
  async limit<T>(caller: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    caller.throwIfAborted();
    const own = new AbortController();
    const over = new AbortController();
    const leave = (): void => own.abort(caller.reason);
    caller.addEventListener('abort', leave, { once: true });
    this.#untilSilent(over.signal).then(
      () => own.abort(silentTooLong()),
      () => {},
    );
    try {
      return await work(own.signal);
    } finally {
      caller.removeEventListener('abort', leave);
      over.abort(DONE);
    }
  }

  async #untilSilent(signal: AbortSignal): Promise<void> {
    for (let leftMs = SILENT_MS; leftMs > 0; leftMs = this.#silenceLeftMs())
      await this.#guard.sleep(leftMs, signal);
  }

  #silenceLeftMs(): number {
    return this.#isAsking ? SILENT_MS : SILENT_MS - this.#silence.elapsedMs;
  }
}

/** Measures time from a start that can be moved. */
class Stopwatch {
  readonly #clock: Clock;
  #startedAt: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAt = clock.monotonic();
  }

  get elapsedMs(): number {
    return this.#clock.monotonic() - this.#startedAt;
  }

  restart(): void {
    this.#startedAt = this.#clock.monotonic();
  }
}

/** Given because a signal that aborts without a reason makes an error of its own, stack and all. */
const DONE = 'done';

function silentTooLong(): TimedOutError {
  return new TimedOutError(`nothing came of the call within ${SILENT_MS / 1_000} seconds`, {
    hint: 'Azure or the sign-in answers slowly: try again later; after a write read the compute first',
    retryable: true,
  });
}
