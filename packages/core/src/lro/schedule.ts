import { InvalidInputError } from '../errors/invalid-input-error.js';
import { MAX_TIMER_MS } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';

/** How fast looks follow each other. */
export interface Pace {
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
  /** Factor from one pause to the next. */
  readonly growth: number;
}

/** Two seconds, growing to half a minute: attaches take from half a minute to more than an hour. */
export const DEFAULT_PACE: Pace = { minDelayMs: 2_000, maxDelayMs: 30_000, growth: 1.5 };

/** @throws InvalidInputError naming the member that is no number, or below 1: without a pause nothing would ever be looked at again. */
export function parsePace(pace: Pace = DEFAULT_PACE): Pace {
  for (const member of ['minDelayMs', 'maxDelayMs', 'growth'] as const) {
    if (Number.isFinite(pace[member]) && pace[member] >= 1) continue;
    throw new InvalidInputError({
      field: `pace.${member}`,
      rule: 'must be a number from 1 on',
      example: String(DEFAULT_PACE[member]),
    });
  }
  return pace;
}

/** The last look of a wait falls this long before its deadline, so that its answer still counts. */
export const LAST_LOOK_MS = 500;

const JITTER = 0.1;
const MAX_HINT_MS = 10 * 60_000;

/** What the next look depends on. */
export interface Looks {
  /** Looks so far, at least 1. */
  readonly count: number;
  /** What the service asked for, if anything: it wins over our own pace and gets no jitter. */
  readonly hintMs: number | null;
}

/** Milliseconds until the next look: the service's wish within bounds, else a growing pause with a little jitter. */
export function nextLookDelayMs({ count, hintMs }: Looks, pace: Pace, random: Random): number {
  const minDelayMs = Math.max(pace.minDelayMs, 1);
  if (hintMs !== null) return clamp(hintMs, Math.min(minDelayMs, 1_000), MAX_HINT_MS);
  const plain = Math.min(minDelayMs * pace.growth ** (count - 1), pace.maxDelayMs);
  return clamp(plain * (1 + JITTER * (2 * random() - 1)), 1, MAX_TIMER_MS);
}

/**
 * Brings the next look forward to just before the earliest deadline, where it would come too late for it; where the
 * last look was just before it already, nothing is left to see until the deadline.
 * All are readings of the monotonic clock; the result lies after `nowMs`, and not after the deadline.
 */
export function nextLookAt(nowMs: number, delayMs: number, earliestDeadlineMs: number): number {
  const planned = nowMs + delayMs;
  const lastLookAt = earliestDeadlineMs - LAST_LOOK_MS;
  if (planned <= lastLookAt) return planned;
  if (nowMs + LAST_LOOK_MS <= lastLookAt) return lastLookAt;
  return Math.min(planned, Math.max(earliestDeadlineMs, nowMs + 1));
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
