import type { TransportAnswer, TransportHeaders } from '../transport.js';

/** Azure Resource Manager counts these apart. */
export type RequestKind = 'reads' | 'writes' | 'deletes';

/** Whose bucket a request is counted in: that of a subscription, or that of the tenant for what lies in none. */
export type BucketScope = 'subscription' | 'tenant';

/** What an answer says is left in the caller's bucket, and in that of all callers; null where it says nothing. */
export interface RemainingRequests {
  readonly own: number | null;
  readonly all: number | null;
}

/**
 * Reads `x-ms-ratelimit-remaining-{subscription,tenant}-{kind}` and `…-subscription-global-{kind}` (recorded). They count
 * what all processes of the caller have used. Each region has buckets of its own, so two answers in a row may speak of
 * different ones.
 */
export function remainingOf(
  headers: TransportHeaders,
  kind: RequestKind,
  scope: BucketScope,
): RemainingRequests {
  const prefix = `x-ms-ratelimit-remaining-${scope}`;
  return {
    own: countOf(headers[`${prefix}-${kind}`]),
    all: countOf(headers[`${prefix}-global-${kind}`]),
  };
}

function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const ARM_THROTTLED = /"code"\s*:\s*"(?:Subscription|Tenant)RequestsThrottled"/i;

/**
 * Whether an answer says that the bucket is empty. A provider that throttles one of its own lists (documented as
 * `ResourceRequestsThrottled`) leaves tokens in the bucket, so other requests may go on.
 */
export function isBucketEmpty({ status, body }: TransportAnswer, { own, all }: RemainingRequests): boolean {
  if (status !== 429) return false;
  const isTold = own !== null && own > 0 && (all === null || all > 0);
  return !isTold || ARM_THROTTLED.test(body ?? '');
}
