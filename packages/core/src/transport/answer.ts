import type { Clock } from '../runtime/clock.js';
import { readChallenge } from './challenge.js';
import { type QuotaReport, quotaOf, requestIdOf, retryAfterMs } from './response-headers.js';
import type { TransportAnswer } from './transport.js';

/** What an answer of Azure Resource Manager says. */
export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  /** What it says about the caller's quota; null where it says nothing. */
  readonly quota: QuotaReport | null;
  /** `Azure-AsyncOperation`, unchecked. */
  readonly operationUrl: string | null;
  /** `Location`, unchecked. */
  readonly location: string | null;
  /** The tenant that the challenge of a 401 names, a GUID; null for every other answer. */
  readonly tenantId: string | null;
}

/** A body is JSON, nothing, or something that cannot be used; the latter is never kept. */
export type AnswerBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads what an answer says. */
export function readAnswer(answer: TransportAnswer, clock: Clock): Answer {
  const { status, headers, body } = answer;
  return {
    status,
    body: readBody(body),
    requestId: requestIdOf(headers),
    retryAfterMs: retryAfterMs(headers, clock.now()),
    quota: quotaOf(headers),
    operationUrl: headers['azure-asyncoperation'] ?? null,
    location: headers['location'] ?? null,
    tenantId: status === 401 ? readChallenge(answer).tenantId : null,
  };
}

function readBody(text: string | null): AnswerBody {
  if (text === null) return { kind: 'unreadable', reason: 'longer than 8 MiB' };
  return text.trim() === '' ? { kind: 'empty' } : parseJson(text);
}

function parseJson(text: string): AnswerBody {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
}
