import { ThrottledError, throttledHint } from '../../errors/throttled-error.js';
import type { Policy, TransportRequest } from '../transport.js';
import type { Allowance } from './bucket-estimate.js';
import { type BucketScope, type RequestKind, remainingOf } from './remaining-requests.js';
import { type BucketRuntime, RequestBucket } from './request-bucket.js';

/**
 * A little less than what Azure Resource Manager lets one principal ask of one subscription, and of the tenant. It takes
 * 250 reads and 25 more each second, 200 writes and 10, 200 deletes and 10 (documented, since 2024). Some tenants have
 * more, which the headers of answers tell.
 */
const ARM_ALLOWANCES: Readonly<Record<RequestKind, Allowance>> = {
  reads: { burst: 240, perSecond: 24 },
  writes: { burst: 190, perSecond: 9.5 },
  deletes: { burst: 190, perSecond: 9.5 },
};

/**
 * Holds requests back until Azure Resource Manager's own token buckets have room for them, so that many at once are
 * late instead of refused. Each subscription, and reads, writes and deletes in it, have a bucket of their own; so has
 * the tenant. What answers say is left lowers the estimate and the pace, because other processes may use the same
 * principal. A refusal closes the bucket for all of its requests until its time is over. It goes within the retries,
 * because each try counts. A wait ends with the signal's reason.
 * @throws ThrottledError when a refusal keeps the bucket closed for longer than the request may take.
 */
export function withRequestBudget(runtime: BucketRuntime): Policy {
  const buckets = new Map<string, RequestBucket>();
  return (next) => async (request) => {
    const kind = kindOf(request);
    const subscription = subscriptionIn(request.url);
    const scope: BucketScope = subscription === '' ? 'tenant' : 'subscription';
    const key = `${kind} ${subscription}`;
    const bucket = buckets.get(key) ?? new RequestBucket(ARM_ALLOWANCES[kind], runtime);
    buckets.set(key, bucket);
    const { closedForMs } = bucket;
    if (closedForMs >= (request.timeLeftMs ?? Number.POSITIVE_INFINITY)) throw closedFor(closedForMs);
    await bucket.take(request.signal);
    try {
      const answer = await next(request);
      bucket.answered(answer, remainingOf(answer.headers, kind, scope));
      return answer;
    } catch (error) {
      bucket.lost();
      throw error;
    }
  };
}

function closedFor(pauseMs: number): ThrottledError {
  return new ThrottledError(
    'Azure has refused further requests for longer than this call may take',
    { hint: throttledHint(pauseMs), retryable: true },
    pauseMs,
  );
}

/** A query of Azure Resource Graph is a POST, and counts as a read (recorded). */
function kindOf({ method, url }: TransportRequest): RequestKind {
  if (method === 'GET' || method === 'HEAD') return 'reads';
  if (method === 'POST' && /\/providers\/Microsoft\.ResourceGraph\/resources(?:\?|$)/i.test(url))
    return 'reads';
  return method === 'DELETE' ? 'deletes' : 'writes';
}

function subscriptionIn(url: string): string {
  return /\/subscriptions\/([^/?]+)/i.exec(url)?.[1]?.toLowerCase() ?? '';
}
