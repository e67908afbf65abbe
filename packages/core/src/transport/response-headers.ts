import type { TransportHeaders } from './transport.js';

const MAX_RETRY_AFTER_MS = 10 * 60_000;

/**
 * Reads Retry-After: seconds, or an HTTP date relative to `nowMs`. Azure states 10 seconds to 10 minutes (Resource
 * Provider Contract), so longer waits are cut to 10 minutes. Returns milliseconds, or null when absent or illegible.
 */
export function parseRetryAfter(text: string | null, nowMs: number): number | null {
  const trimmed = text?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return Math.min(Number(trimmed) * 1000, MAX_RETRY_AFTER_MS);
  const at = parseHttpDate(trimmed);
  return at === null ? null : Math.min(Math.max(at - nowMs, 0), MAX_RETRY_AFTER_MS);
}

const HTTP_DATE = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d\d:\d\d:\d\d/i;

/** An HTTP date in any of the three forms of RFC 9110; all are GMT, also the one that does not say so. */
function parseHttpDate(text: string): number | null {
  if (!HTTP_DATE.test(text)) return null;
  const at = Date.parse(/gmt$/i.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : at;
}

/**
 * Milliseconds that the service asks to wait, from Retry-After or its millisecond forms. A date counts from the
 * service's own `Date` where it is there, because our clock may be wrong.
 */
export function retryAfterMs(headers: TransportHeaders, nowMs: number): number | null {
  const millis = headers['retry-after-ms'] ?? headers['x-ms-retry-after-ms'];
  if (millis !== undefined && /^\d+$/.test(millis)) return Math.min(Number(millis), MAX_RETRY_AFTER_MS);
  const retryAfter = headers['retry-after'];
  if (retryAfter === undefined) return pauseOfQuota(headers);
  return parseRetryAfter(retryAfter, parseHttpDate(headers['date'] ?? '') ?? nowMs);
}

/** The id that Azure support asks for. */
export function requestIdOf(headers: TransportHeaders): string | null {
  return headers['x-ms-request-id'] ?? headers['x-ms-correlation-request-id'] ?? null;
}

/** The quota of a caller, as Azure Resource Graph tells it in each answer. */
export interface QuotaReport {
  /** Requests left in this window; null where it is not told. */
  readonly remaining: number | null;
  /** Milliseconds until the next window; null where it is not told. */
  readonly resetsAfterMs: number | null;
}

/** Reads `x-ms-user-quota-remaining` and `x-ms-user-quota-resets-after` (recorded); null where neither is there. */
export function quotaOf(headers: TransportHeaders): QuotaReport | null {
  const remaining = headers['x-ms-user-quota-remaining'];
  const resetsAfter = headers['x-ms-user-quota-resets-after'];
  if (remaining === undefined && resetsAfter === undefined) return null;
  return {
    remaining: remaining !== undefined && /^\d{1,6}$/.test(remaining) ? Number(remaining) : null,
    resetsAfterMs: parseTimeSpan(resetsAfter ?? null),
  };
}

/** A used-up quota names the pause where `Retry-After` does not. */
function pauseOfQuota(headers: TransportHeaders): number | null {
  const quota = quotaOf(headers);
  return quota?.remaining === 0 ? quota.resetsAfterMs : null;
}

const TIME_SPAN = /^(\d{1,4}):([0-5]?\d):([0-5]?\d(?:\.\d+)?)$/;

/** Reads a time span such as `00:00:05` or `00:00:04.5`. Returns milliseconds, at most 10 minutes; null for other texts. */
export function parseTimeSpan(text: string | null): number | null {
  const [, hours, minutes, seconds] = TIME_SPAN.exec(text?.trim() ?? '') ?? [];
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  const spanMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return Math.min(spanMs, MAX_RETRY_AFTER_MS);
}
