import type { Clock } from '@azureml-kubernetes/core';
import { RecentMap } from '../runtime/recent-map.js';
import { HttpRefusal } from './exchange/http-refusal.js';

/** More callers than one server has at a time; the one seen longest ago is forgotten, as if it were new. */
const MAX_BUCKETS = 10_000;
const MINUTE_MS = 60_000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** How many requests are let through. */
export interface RateLimitOptions {
  /** Requests a minute, and also how many may come at once after a rest; 0 means without limit. */
  readonly perMinute: number;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Counts the requests of each caller in a token bucket. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #buckets = new RecentMap<string, Bucket>(MAX_BUCKETS);

  constructor({ perMinute, clock }: RateLimitOptions) {
    this.#perMinute = perMinute;
    this.#clock = clock;
  }

  /**
   * Takes so many requests, of which some may have been taken before: they are given back when the rest is refused.
   * @throws HttpRefusal 429, with the seconds to wait, when that is more than is left to the caller.
   */
  take(caller: string, requests = 1, { before = 0 } = {}): void {
    if (this.#perMinute === 0) return;
    const bucket = this.#fill(caller);
    bucket.tokens += before;
    if (bucket.tokens >= requests) {
      bucket.tokens -= requests;
      return;
    }
    throw this.#tooMany(requests - bucket.tokens);
  }

  /**
   * Takes nothing.
   *
   * @throws HttpRefusal 429 when nothing is left to the caller.
   */
  requireRoom(caller: string): void {
    if (this.#perMinute === 0 || !this.#buckets.has(caller)) return;
    const { tokens } = this.#fill(caller);
    if (tokens < 1) throw this.#tooMany(1 - tokens);
  }

  #tooMany(missing: number): HttpRefusal {
    const seconds = Math.ceil((missing * MINUTE_MS) / this.#perMinute / 1_000);
    return new HttpRefusal(429, 'Too many requests', { headers: { 'retry-after': String(seconds) } });
  }

  #fill(caller: string): Bucket {
    const now = this.#clock.monotonic();
    const { tokens, filledAt } = this.#buckets.get(caller) ?? { tokens: this.#perMinute, filledAt: now };
    const earned = ((now - filledAt) * this.#perMinute) / MINUTE_MS;
    const bucket = { tokens: Math.min(tokens + earned, this.#perMinute), filledAt: now };
    this.#buckets.set(caller, bucket);
    return bucket;
  }
}
