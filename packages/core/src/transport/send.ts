import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import { onAbort } from '../runtime/abort.js';
import type { Clock } from '../runtime/clock.js';
import { type Answer, readAnswer } from './answer.js';
import { asNetworkError } from './as-network-error.js';
import { DEFAULT_RETRY } from './retry-decision.js';
import type { Transport, TransportRequest } from './transport.js';

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
  /** How long requests that are sent now may take in all, in milliseconds; not given: no limit. */
  readonly timeLeftMs?: TimeLeft | undefined;
}

/** Tells how much time is left, in milliseconds; 0 or less: none. */
export type TimeLeft = () => number;

/** How much time a sender has left now, in milliseconds; infinite where it has no limit. */
export function timeLeftOf({ timeLeftMs }: Pick<Sender, 'timeLeftMs'>): number {
  return timeLeftMs?.() ?? Number.POSITIVE_INFINITY;
}

/**
 * Sends one request and reads its answer. No listener stays on the caller's signal: platforms keep theirs until the
 * request is collected, so each request gets a signal of its own that follows the caller's.
 *
 * @throws NetworkError when there is no whole answer; UnexpectedResponseError when it is a redirect that the platform
 * hides; the signal's reason after an abort.
 */
export async function send({ transport, clock, timeLeftMs }: Sender, message: ArmRequest): Promise<Answer> {
  const { signal } = message;
  signal?.throwIfAborted();
  const own = signal === undefined ? null : new AbortController();
  const release = onAbort(signal, (reason) => own?.abort(reason));
  try {
    const answer = await transport({ ...toRequest(message, own?.signal), timeLeftMs: timeLeftMs?.() });
    if (answer.status === 0) throw hiddenRedirect(message);
    return readAnswer(answer, clock);
  } catch (cause) {
    throw asNetworkError(cause, message);
  } finally {
    release();
  }
}

function hiddenRedirect({ method, url }: ArmRequest): UnexpectedResponseError {
  return new UnexpectedResponseError(`the answer to ${method} from ${new URL(url).host} is a redirect`, {
    hint: 'Azure Resource Manager needs no redirects: check the configured endpoint, and for a proxy in between',
  });
}

function toRequest({ method, url, body }: ArmRequest, signal: AbortSignal | undefined): TransportRequest {
  const bare = { method, url, timeoutMs: DEFAULT_RETRY.tryTimeoutMs, signal };
  if (body === undefined) return { ...bare, headers: { accept: 'application/json' } };
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return { ...bare, headers, body: JSON.stringify(body) };
}
