/** What is left of a quota after a query. */
export interface GraphAllowance {
  readonly remaining: number;
  /** Whole seconds until the next window. */
  readonly resetsAfterSeconds: number;
  readonly isRefused: boolean;
}

interface Window {
  readonly endsAt: number;
  used: number;
}

/** Queries in one window, and its length in milliseconds: 15 in 5 seconds (recorded since 2021). */
const QUERIES = 15;
const WINDOW_MS = 5_000;

/** Counts the queries of each principal in fixed windows (recorded). */
export class GraphQuota {
  readonly #windows = new Map<string, Window>();

  take(principal: string, now: number): GraphAllowance {
    const known = this.#windows.get(principal);
    const window = known !== undefined && now < known.endsAt ? known : { endsAt: now + WINDOW_MS, used: 0 };
    this.#windows.set(principal, window);
    const isRefused = window.used >= QUERIES;
    if (!isRefused) window.used += 1;
    return {
      remaining: QUERIES - window.used,
      resetsAfterSeconds: Math.ceil((window.endsAt - now) / 1_000),
      isRefused,
    };
  }
}
