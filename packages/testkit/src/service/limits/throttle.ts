import { Sweep } from '../../world/sweep.js';

/** ARM counts these apart. */
export type RequestKind = 'reads' | 'writes' | 'deletes';

/** One bucket: how many tokens it holds and how many come back each second. */
export interface BucketSize {
  readonly capacity: number;
  readonly perSecond: number;
}

/** The buckets of one principal in one subscription, and in the tenant. The subscription as a whole has fifteen times as much. */
export type ThrottleLimits = Readonly<Record<RequestKind, BucketSize>>;

/** ARM's limits since 2024 (documented). */
export const armLimits: ThrottleLimits = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
};

const GLOBAL_FACTOR = 15;

/** Whose request is counted, and where. */
export interface Counted {
  /** In lower case; null for what lies in no subscription, which is counted for the tenant. */
  readonly subscription: string | null;
  readonly principal: string;
  /** Each region of ARM has buckets of its own (recorded). */
  readonly region: number;
}

/** What is left after a request. */
export interface Allowance {
  readonly scope: 'subscription' | 'tenant';
  readonly remaining: number;
  /** What is left to all principals of the subscription; null for the tenant, which has no such bucket (recorded). */
  readonly globalRemaining: number | null;
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

  /** Takes one token of the principal, and one of the subscription. */
  take(kind: RequestKind, { subscription, principal, region }: Counted, now: number): Allowance {
    // Full buckets are as good as none.
    this.#sweep.run(this.#buckets, (bucket) => tokensAt(bucket, now) >= bucket.size.capacity);
    const size = this.#limits[kind];
    const globalSize = { capacity: size.capacity * GLOBAL_FACTOR, perSecond: size.perSecond * GLOBAL_FACTOR };
    const place = `${region} ${kind} ${subscription ?? 'tenant'}`;
    const own = this.#refilled(`${place} ${principal}`, size, now);
    const global = subscription === null ? null : this.#refilled(place, globalSize, now);
    const buckets = global === null ? [own] : [own, global];
    const retryAfterSeconds = Math.max(...buckets.map(waitSeconds));
    if (retryAfterSeconds === 0) for (const bucket of buckets) bucket.tokens -= 1;
    return {
      scope: subscription === null ? 'tenant' : 'subscription',
      remaining: Math.floor(own.tokens),
      globalRemaining: global === null ? null : Math.floor(global.tokens),
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
