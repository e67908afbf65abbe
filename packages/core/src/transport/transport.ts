/**
 * The port to the network: one HTTP request in, one HTTP answer out, in the shape of `fetch`. Anything with that
 * shape plugs in. A transport rejects only when there is no answer: with the signal's own reason after an abort,
 * else with a `NetworkError` (or whatever the plugged-in function throws, which is treated as one).
 * An HTTP error status is an answer, not a rejection.
 */
export type Transport = (request: Request) => Promise<Response>;

/**
 * Wraps a transport into another one, such as one that retries. The request is the caller's own for this one call,
 * so a policy may set headers on it; one that sends it more than once clones it where it has a body.
 */
export type Policy = (next: Transport) => Transport;

/** A request that can be sent while the given one stays usable. */
export function resendable(request: Request): Request {
  return request.body === null ? request : request.clone();
}
