import { ComputeTargetError, type ErrorContext, type ErrorGuard, guardFor } from './compute-target-error.js';

/** The service asked for fewer requests (HTTP 429) for longer than the retries last. */
export class ThrottledError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<ThrottledError> = guardFor('throttled');

  /** How long the service asks to wait, in milliseconds; null where it is not known. */
  readonly pauseMs: number | null;

  constructor(summary: string, context: ErrorContext, pauseMs: number | null = null) {
    super('throttled', summary, context);
    this.pauseMs = pauseMs;
  }
}

/** What to do about too many requests; `pauseMs` is null where the service names no pause. */
export function throttledHint(pauseMs: number | null): string {
  const pause = pauseMs === null ? 'some minutes' : `${Math.ceil(pauseMs / 1_000)} seconds`;
  return `Wait ${pause}, then try again and send fewer requests`;
}
