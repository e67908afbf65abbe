import { InvalidInputError } from '../errors/invalid-input-error.js';
import type { Random } from '../runtime/random.js';
import type { HttpMethod } from './transport.js';

/** What one try ended with. */
export type TryOutcome =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'no-answer' };

/** How often and how fast to try again. */
export interface RetryOptions {
  /** Tries in all, the first included. A write whose fate is open is settled by reading instead, and sent four times at most. */
  readonly maxTries: number;
  /** Upper end of the first pause, doubled with each further one. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** How long one try may take before it counts as lost. */
  readonly tryTimeoutMs: number;
}

/** How often and how patiently a request is tried again where nothing else is said. */
export const DEFAULT_RETRY: RetryOptions = {
  maxTries: 4,
  baseDelayMs: 1_000,
  maxDelayMs: 30_000,
  tryTimeoutMs: 60_000,
};

/**
 * Fills in the defaults. A limit that is no number would never be reached, so it is refused.
 * @throws InvalidInputError naming the option that is wrong.
 */
export function parseRetryOptions(given: Partial<RetryOptions> = {}): RetryOptions {
  const option = (name: keyof RetryOptions, least: number): number => {
    const value = given[name] ?? DEFAULT_RETRY[name];
    if (typeof value === 'number' && value >= least) return value;
    throw new InvalidInputError({
      field: `retry.${name}`,
      rule: `must be a number from ${least} on`,
      example: String(DEFAULT_RETRY[name]),
    });
  };
  return {
    maxTries: option('maxTries', 1),
    baseDelayMs: option('baseDelayMs', 0),
    maxDelayMs: option('maxDelayMs', 0),
    tryTimeoutMs: option('tryTimeoutMs', 1),
  };
}

const TRANSIENT = [408, 429, 500, 502, 503, 504];
/** Answers that say that the request was not carried out, so a write may be sent again. */
const NOT_CARRIED_OUT = [408, 429];

/**
 * Whether one more try may follow. A read may be repeated after any transient answer; a write only after an
 * answer which says that nothing was done. A write whose fate is open is settled by reading the resource, by the caller.
 * 409 is never retried: it is the service's decision, not a fault.
 */
export function mayRetry(method: HttpMethod, outcome: TryOutcome): boolean {
  const isRead = method === 'GET' || method === 'HEAD';
  if (outcome.kind === 'no-answer') return isRead;
  return (isRead ? TRANSIENT : NOT_CARRIED_OUT).includes(outcome.status);
}

/**
 * The pause before try number `nextTry` (2 is the first repetition): what the service asked for, else a random
 * share of an exponentially growing bound ("full jitter").
 */
export function retryDelayMs(
  nextTry: number,
  hintMs: number | null,
  { options, random }: { readonly options: RetryOptions; readonly random: Random },
): number {
  if (hintMs !== null) return hintMs;
  return random() * Math.min(options.baseDelayMs * 2 ** (nextTry - 2), options.maxDelayMs);
}
