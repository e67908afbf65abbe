import { readBytes } from './read-bytes.js';
import type { Policy } from './transport.js';

/**
 * Reads each answer to its end before passing it on, so that a body which stalls or breaks off belongs to the try:
 * it is bounded by the try's time limit and repeated like any lost answer. Of one that is too long only as much is
 * passed on as shows it.
 */
export function withWholeBody(): Policy {
  return (next) => async (request) => {
    const response = await next(request);
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    return new Response(await readBytes(response), { status, statusText, headers });
  };
}
