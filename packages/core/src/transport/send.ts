import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import type { Clock } from '../runtime/clock.js';
import { type Answer, readAnswer } from './answer.js';
import { asNetworkError } from './fetch-transport.js';
import type { Transport } from './transport.js';

/** A request to Azure Resource Manager. */
export interface ArmRequest {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
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
 * Redirects are not followed, whatever the transport; a browser hides one behind the status 0.
 *
 * @throws NetworkError when there is no whole answer; UnexpectedResponseError when it is a hidden one;
 * the signal's reason after an abort.
 */
export async function send({ transport, clock }: Sender, message: ArmRequest): Promise<Answer> {
  const { signal } = message;
  signal?.throwIfAborted();
  const own = signal === undefined ? null : new AbortController();
  const request = toRequest(message, own?.signal ?? null);
  const follow = (): void => own?.abort(signal?.reason);
  signal?.addEventListener('abort', follow, { once: true });
  try {
    const response = await transport(request);
    if (response.status === 0) throw hiddenAnswer(message);
    return await readAnswer(response, clock);
  } catch (cause) {
    throw asNetworkError(cause, request);
  } finally {
    signal?.removeEventListener('abort', follow);
  }
}

function hiddenAnswer({ method, url }: ArmRequest): UnexpectedResponseError {
  return new UnexpectedResponseError(`the answer to ${method} from ${new URL(url).host} is a redirect`, {
    hint: 'Azure Resource Manager needs no redirects: check the configured endpoint, and for a proxy in between',
  });
}

function toRequest({ method, url, body }: ArmRequest, signal: AbortSignal | null): Request {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  return new Request(url, {
    method,
    headers,
    signal,
    redirect: 'manual',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
