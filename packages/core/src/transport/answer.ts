import type { Clock } from '../runtime/clock.js';
import { MAX_BODY_BYTES } from './read-bytes.js';
import { requestIdOf, retryAfterMs } from './response-headers.js';
import { bodyOf } from './whole-answer.js';

/** An answer of Azure Resource Manager, read to its end. */
export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
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

/** @throws the network's error when the body breaks off. */
export async function readAnswer(response: Response, clock: Clock): Promise<Answer> {
  const { status, headers } = response;
  return {
    status,
    body: await readBody(response),
    requestId: requestIdOf(headers),
    retryAfterMs: retryAfterMs(headers, clock.now()),
    operationUrl: headers.get('azure-asyncoperation'),
    location: headers.get('location'),
  };
}

async function readBody(response: Response): Promise<AnswerBody> {
  const bytes = await bodyOf(response);
  if (bytes.byteLength > MAX_BODY_BYTES) return { kind: 'unreadable', reason: 'longer than 8 MiB' };
  const text = new TextDecoder().decode(bytes);
  return text.trim() === '' ? { kind: 'empty' } : parseJson(text);
}

function parseJson(text: string): AnswerBody {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
}
