import { createHash, randomBytes } from 'node:crypto';

/** The shortest secret that keys are made of. */
export const MIN_SECRET_LENGTH = 32;

/** The key that plans are signed with, made when it is first needed: of a secret, or at random where that is null. */
export function createPlanKey(secret: string | null): () => Uint8Array {
  let key: Uint8Array | null = null;
  const make = (): Uint8Array =>
    secret === null ? randomBytes(32) : createHash('sha256').update(secret).digest();
  return () => {
    key ??= make();
    return key;
  };
}
