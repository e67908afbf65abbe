import type { Answer } from './answer.js';

/** Codes of Azure Resource Graph, by the general code that goes with each (recorded, or from users' reports). */
const GENERAL = {
  InvalidQuery: { status: 400, code: 'BadRequest' },
  DisallowedLogicalTableName: { status: 400, code: 'BadRequest' },
  NoValidSubscriptionsInQueryRequest: { status: 400, code: 'BadRequest' },
  ResponsePayloadTooLarge: { status: 400, code: 'BadRequest' },
  AccessDenied: { status: 403, code: 'AccessDenied' },
  RateLimiting: { status: 429, code: 'RateLimiting' },
} as const;

/** A code that stands in the first detail of a refusal, where the cause is. */
export type GraphErrorCode = keyof typeof GENERAL;

/** A refusal of Azure Resource Graph: the code and message of the error are general, the cause is its first detail (recorded). */
export function graphRefusal(
  detail: GraphErrorCode,
  message: string,
  headers: Readonly<Record<string, string>>,
): Answer {
  const { status, code } = GENERAL[detail];
  const support = 'For support, give the time and the correlation id of this answer.';
  const error = { code, message: support, details: [{ code: detail, message }] };
  return { status, headers, text: JSON.stringify({ error }) };
}
