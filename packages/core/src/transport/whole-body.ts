import { isTooLong } from './answer.js';
import type { Policy } from './transport.js';

/**
 * Reads each answer to its end before passing it on, so that a body which stalls or breaks off belongs to the try:
 * it is bounded by the try's time limit and repeated like any lost answer. One that is too long to be read is passed on unread.
 */
export function withWholeBody(): Policy {
  return (next) => async (request) => {
    const response = await next(request);
    if (response.body === null || isTooLong(response.headers)) return response;
    const { status, statusText, headers } = response;
    return new Response(await response.text(), { status, statusText, headers });
  };
}
