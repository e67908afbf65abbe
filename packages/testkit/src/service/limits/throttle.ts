import { Sweep } from '../../world/sweep.js';

/** ARM counts these apart. */
export type RequestKind = 'reads' | 'writes' | 'deletes';

/** One bucket: how many tokens it holds and how many come back each second. */
export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/** The buckets of one principal in one subscription. The subscription as a whole has fifteen times as much. */
export type ThrottleLimits = Readonly<Record<RequestKind, BucketSize>>;

/** ARM's limits since 2024 (documented). */
export const armLimits: ThrottleLimits = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
};

const GLOBAL_FACTOR = 15;

/** What is left after a request. */
export interface Allowance {
  readonly remaining: number;
  readonly globalRemaining: number;
  /** Whole seconds until there is a token again, or null when the request had one. */
  readonly retryAfterSeconds: number | null;
}

interface Bucket {
  readonly size: BucketSize;
  tokens: number;
  at: number;
}

/** ARM's token buckets. They are refilled when looked at, from the time that has passed. */
export class TokenBuckets {
  readonly #limits: ThrottleLimits;
  readonly #buckets = new Map<string, Bucket>();
  readonly #sweep = new Sweep();

  constructor(limits: ThrottleLimits = armLimits) {
    this.#limits = limits;
  }

  /** How many buckets are kept. */
  get size(): number {
    return this.#buckets.size;
  }

  limit(kind: RequestKind): number {
    return this.#limits[kind].capacity;
  }

  /** Takes one token of the principal and one of the subscription. */
  take(
    kind: RequestKind,
    who: { readonly subscription: string; readonly principal: string },
    now: number,
  ): Allowance {
    // Full buckets are as good as none.
    this.#sweep.run(this.#buckets, (bucket) => tokensAt(bucket, now) >= bucket.size.capacity);
    const size = this.#limits[kind];
    const globalSize = { capacity: size.capacity * GLOBAL_FACTOR, perSecond: size.perSecond * GLOBAL_FACTOR };
    const own = this.#refilled(`${kind} ${who.subscription} ${who.principal}`, size, now);
    const global = this.#refilled(`${kind} ${who.subscription}`, globalSize, now);
    const waits = [waitSeconds(own), waitSeconds(global)];
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds === 0) {
      own.tokens -= 1;
      global.tokens -= 1;
    }
    return {
      remaining: Math.floor(own.tokens),
      globalRemaining: Math.floor(global.tokens),
      retryAfterSeconds: retryAfterSeconds === 0 ? null : retryAfterSeconds,
    };
  }

  #refilled(key: string, size: BucketSize, now: number): Bucket {
    const bucket = this.#buckets.get(key) ?? { size, tokens: size.capacity, at: now };
    bucket.tokens = tokensAt(bucket, now);
    bucket.at = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}

function tokensAt({ size, tokens, at }: Bucket, now: number): number {
  const gained = (Math.max(0, now - at) / 1000) * size.perSecond;
  return Math.min(size.capacity, tokens + gained);
}

function waitSeconds({ tokens, size }: Bucket): number {
  return tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - tokens) / size.perSecond));
}
