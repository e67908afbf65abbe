import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

/** What a sealed text is for. Each purpose has a key of its own, so a text of one is invalid for the other. */
export type SealPurpose = 'request-state' | 'task';

/** Secrets of at least 32 random bytes: the first seals, each opens. Two stand here while one is replaced. */
export type SealSecrets = () => readonly Uint8Array[];

/** What a seal is made of. */
export interface SealOptions {
  readonly secrets: SealSecrets;
  readonly purpose: SealPurpose;
  /** Bytes that no one can foresee, from the system's generator. */
  readonly randomBytes: (size: number) => Uint8Array;
  /** Wall time, milliseconds since 1970. */
  readonly now: () => number;
}

/** What a text is sealed for. */
export interface SealSubject {
  /** The only caller that can use it. */
  readonly principal: string;
  /** How long it is valid, milliseconds. */
  readonly lifetimeMs: number;
}

/** Hands texts to clients that they can give back, but neither read nor change. */
export interface Seal {
  seal(text: string, subject: SealSubject): string;
  /** Null for a text that is damaged, expired, of another principal, purpose or secret. */
  open(sealed: string, principal: string): string | null;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Before the text: when it expires, as a 64-bit integer. */
const EXPIRY_BYTES = 8;
/** Far above what this server seals. */
const MAX_SEALED_LENGTH = 4_096;

/** AES-256-GCM with a key derived for the purpose; the principal is authenticated with the text, not stored in it. */
export function createSeal({ secrets, purpose, randomBytes, now }: SealOptions): Seal {
  const keys = lazyKeys(secrets, purpose);
  return {
    seal: (text, { principal, lifetimeMs }) => {
      const [key = missingKey()] = keys();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(principal));
      const parts = [nonce, cipher.update(encode(text, now() + lifetimeMs)), cipher.final()];
      return Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed, principal) => {
      const bytes = decodeBase64(sealed);
      if (bytes === null) return null;
      for (const key of keys()) {
        const content = decrypt(bytes, key, principal);
        if (content !== null)
          return now() < expiryOf(content) ? content.toString('utf8', EXPIRY_BYTES) : null;
      }
      return null;
    },
  };
}

/** The keys are derived by the first use: a process that seals nothing pays nothing. */
function lazyKeys(secrets: SealSecrets, purpose: SealPurpose): () => readonly Buffer[] {
  let keys: readonly Buffer[] | null = null;
  return () => {
    keys ??= secrets().map((secret) => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32)));
    return keys;
  };
}

function missingKey(): never {
  throw new TypeError('a seal needs a secret');
}

function encode(text: string, expiresAt: number): Buffer {
  const expiry = Buffer.alloc(EXPIRY_BYTES);
  expiry.writeBigUInt64BE(BigInt(Math.floor(expiresAt)));
  return Buffer.concat([expiry, Buffer.from(text)]);
}

function expiryOf(content: Buffer): number {
  return Number(content.readBigUInt64BE());
}

/** Null unless it is base64url in its one canonical form, and long enough to hold anything. */
function decodeBase64(text: string): Buffer | null {
  if (text.length > MAX_SEALED_LENGTH) return null;
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length < NONCE_BYTES + EXPIRY_BYTES + TAG_BYTES) return null;
  return bytes.toString('base64url') === text ? bytes : null;
}

function decrypt(bytes: Buffer, key: Buffer, principal: string): Buffer | null {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(principal)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return null;
  }
}
