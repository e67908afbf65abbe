import type { Clock } from '../runtime/clock.js';
import { type Answer, readAnswer } from './answer.js';
import { asNetworkError } from './fetch-transport.js';
import type { Transport } from './transport.js';

/** A request to Azure Resource Manager. */
export interface ArmRequest {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** What it takes to send. */
export interface Sender {
  readonly transport: Transport;
  readonly clock: Clock;
}

/**
 * Sends one request and reads its answer to the end. No listener stays on the caller's signal: platforms keep
 * theirs until the request is collected, so each request gets a signal of its own that follows the caller's.
 *
 * @throws NetworkError when there is no whole answer; the signal's reason after an abort.
 */
export async function send({ transport, clock }: Sender, message: ArmRequest): Promise<Answer> {
  const { signal } = message;
  signal?.throwIfAborted();
  const own = new AbortController();
  const follow = (): void => own.abort(signal?.reason);
  signal?.addEventListener('abort', follow, { once: true });
  const request = toRequest(message, own.signal);
  try {
    return await readAnswer(await transport(request), clock);
  } catch (cause) {
    throw asNetworkError(cause, request);
  } finally {
    signal?.removeEventListener('abort', follow);
  }
}

function toRequest({ method, url, body }: ArmRequest, signal: AbortSignal): Request {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  return new Request(url, {
    method,
    headers,
    signal,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
