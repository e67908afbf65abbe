import type { Clock } from '../runtime/clock.js';
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
}

/** A body is JSON, nothing, or something that cannot be used; the latter is never kept. */
export type AnswerBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Reads what an answer says. */
export function readAnswer({ status, headers, body }: TransportAnswer, clock: Clock): Answer {
  return {
    status,
    body: readBody(body),
    requestId: requestIdOf(headers),
    retryAfterMs: retryAfterMs(headers, clock.now()),
    quota: quotaOf(headers),
    operationUrl: headers['azure-asyncoperation'] ?? null,
    location: headers['location'] ?? null,
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
