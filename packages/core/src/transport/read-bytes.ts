/** Azure Resource Manager's own limit of a response. */
export const MAX_BODY_BYTES: number = 8 * 1024 * 1024;

/**
 * Reads a body to its end, or until it is longer than `MAX_BODY_BYTES`: the rest is left unread, because its
 * announced length may be missing, or that of a compressed form.
 */
export async function readBytes({ body }: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    chunks.push(part.value);
    length += part.value.byteLength;
    if (length > MAX_BODY_BYTES) await reader?.cancel();
  }
  return join(chunks, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
