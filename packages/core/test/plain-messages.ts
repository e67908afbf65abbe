import type { TransportAnswer, TransportRequest } from '../src/index.js';

/** A read as the transport is given it, with other members where a test needs them. */
export function requestTo(url: string, other: Partial<TransportRequest> = {}): TransportRequest {
  return { method: 'GET', url, headers: {}, timeoutMs: 60_000, ...other };
}

/** An answer as the transport gives it; by default a success that says nothing. */
export function answerOf(other: Partial<TransportAnswer> = {}): TransportAnswer {
  return { status: 200, headers: {}, body: '', ...other };
}
