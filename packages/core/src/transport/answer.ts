import type { Clock } from '../runtime/clock.js';
import { requestIdOf, retryAfterMs } from './response-headers.js';

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

/** ARM's own limit of a response. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

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

/** Whether an answer says that it is longer than any of Azure Resource Manager. */
export function isTooLong(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES;
}

async function readBody(response: Response): Promise<AnswerBody> {
  if (isTooLong(response.headers)) {
    await response.body?.cancel();
    return { kind: 'unreadable', reason: 'longer than 8 MiB' };
  }
  const text = await response.text();
  if (text.trim() === '') return { kind: 'empty' };
  if (text.length > MAX_BODY_BYTES) return { kind: 'unreadable', reason: 'longer than 8 MiB' };
  return parseJson(text);
}

function parseJson(text: string): AnswerBody {
  try {
    return { kind: 'json', value: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable', reason: 'not JSON' };
  }
}
