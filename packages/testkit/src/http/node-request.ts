import type { IncomingMessage } from 'node:http';
import { methodNotAllowed } from '../refusals/arm-refusals.js';
import { badRequest } from '../refusals/compute-refusals.js';
import { MAX_BODY_BYTES } from '../service/request-body.js';

/** Methods that the `Request` class does not take. */
const UNSERVED: ReadonlySet<string> = new Set(['TRACE', 'CONNECT']);

/**
 * Makes a `Request` of what Node's server received.
 *
 * @throws ArmRefusal for what cannot become a `Request`: the method TRACE, an invalid Host
 */
export async function toRequest(
  message: IncomingMessage,
  { base, signal }: { readonly base: ServerBase; readonly signal: AbortSignal },
): Promise<Request> {
  const method = message.method ?? 'GET';
  if (UNSERVED.has(method)) throw methodNotAllowed(method, ['GET', 'PUT', 'PATCH', 'POST', 'DELETE']);
  const url = urlOf(message, base);
  const body = method === 'GET' || method === 'HEAD' ? null : await readAll(message);
  return new Request(url, {
    method,
    headers: headersOf(message),
    signal,
    ...(body === null ? {} : { body }),
  });
}

/** What a server knows of its own address. */
export interface ServerBase {
  readonly scheme: 'http' | 'https';
  /** With the port; stands in for a Host header that is missing. */
  readonly authority: string;
}

function urlOf(message: IncomingMessage, { scheme, authority }: ServerBase): URL {
  const host = message.headers.host ?? authority;
  // The target may be a whole URL (RFC 9112, 3.2.2). Host and path are concatenated, not resolved: a path with two
  // leading slashes would be taken for a host.
  const target = (message.url ?? '/').replace(/^https?:\/\/[^/?#]*/i, '');
  const address = `${scheme}://${host}${target.startsWith('/') ? '' : '/'}${target}`;
  if (/[@/?#\\]/.test(host) || !URL.canParse(address))
    throw badRequest(`'${host}' in the Host header is no host.`);
  return new URL(address);
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  return headers;
}

/**
 * Reads to the end in any case, so that the client gets to hear the answer, and keeps no more than it takes for the
 * service to see that it is too much.
 */
async function readAll(message: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message) {
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
    length += chunk.byteLength;
  }
  return length === 0 ? null : new Uint8Array(Buffer.concat(chunks));
}
