import type { IncomingMessage } from 'node:http';

/** Makes a `Request` of what Node's server received. */
export async function toRequest(
  message: IncomingMessage,
  { origin, signal }: { readonly origin: string; readonly signal: AbortSignal },
): Promise<Request> {
  const headers = new Headers();
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2)
    headers.append(message.rawHeaders[index] ?? '', message.rawHeaders[index + 1] ?? '');
  const method = message.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : await readAll(message);
  // Concatenated, not resolved: a path with two leading slashes would be taken for a host.
  const url = new URL(`${origin}${message.url ?? '/'}`);
  return new Request(url, { method, headers, signal, ...(body === null ? {} : { body }) });
}

async function readAll(message: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return chunks.length === 0 ? null : new Uint8Array(Buffer.concat(chunks));
}
