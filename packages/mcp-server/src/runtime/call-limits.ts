/** What ends the work for one request of a client early. */
export interface CallLimits {
  /** Aborts when the caller leaves, or has heard nothing for too long. */
  readonly signal: AbortSignal;
  /** How long requests that are sent now may take, in milliseconds. */
  readonly timeLeftMs: () => number;
}
