/** A sleeper waited on a clock that was not advanced. */
export class StalledClockError extends Error {
  override readonly name = 'StalledClockError';
  /** What each sleeper still had to wait, in milliseconds, soonest first. */
  readonly remainingMs: readonly number[];

  constructor(remainingMs: readonly number[], stallAfterMs: number) {
    super(
      `ManualClock: ${remainingMs.length} sleeper(s) wait (${remainingMs.join(', ')} ms to go) and nothing has advanced ` +
        `the clock for ${stallAfterMs} ms of real time. Call clock.advance(ms), or create the clock with autoAdvance: true.`,
    );
    this.remainingMs = remainingMs;
  }
}
