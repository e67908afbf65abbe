import { readBytes } from './read-bytes.js';

/** Bodies that were read already, by the answers that carry them on. */
const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** Buffers the response; a body over the limit is truncated just past it. */
export async function wholeAnswer(response: Response): Promise<Response> {
  if (response.body === null) return response;
  const { status, statusText, headers } = response;
  const body = await readBytes(response);
  const whole = new Response(body.buffer, { status, statusText, headers });
  bodies.set(whole, body);
  return whole;
}

/** The body of an answer: at once where it has been read before, else from the network. */
export async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return bodies.get(response) ?? readBytes(response);
}
