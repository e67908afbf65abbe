/** A hash that every platform offers. */
export type DigestAlgorithm = 'SHA-1' | 'SHA-256';

/** The digest of bytes. */
export async function digestOf(
  algorithm: DigestAlgorithm,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
}

/** The digest of a text in UTF-8, as lower-case hex digits. */
export async function hexDigest(algorithm: DigestAlgorithm, text: string): Promise<string> {
  return toHex(await digestOf(algorithm, new TextEncoder().encode(text)));
}

/** Bytes as lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
