/** Far above the keys of any tenant. */
const MAX_BYTES = 256 * 1024;

/**
 * Fetches the signing keys of a tenant, and reads no more of the answer than keys can take.
 *
 * @throws Error when the answer is longer, or cannot be had.
 */
export async function fetchKeys(url: string | URL, options: RequestInit): Promise<Response> {
  const answer = await fetch(url, { ...options, redirect: 'error' });
  if (answer.body === null) return answer;
  const text = await readBounded(answer.body);
  return new Response(text, { status: answer.status, headers: { 'content-type': 'application/json' } });
}

async function readBounded(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Leaving the loop cancels the stream.
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > MAX_BYTES) throw new Error('the document of keys is too long');
    text += decoder.decode(part, { stream: true });
  }
  return text + decoder.decode();
}
