import { digestOf, toHex } from './hex-digest.js';

/** The namespace of our assignments among all UUIDs of version 5. */
const NAMESPACE = 'd60a7c3e-54d1-5d8e-ba24-b399f20e423d';

/** Who gets which role where. */
export interface RoleGrant {
  /** ARM id of the resource that the role is given on. */
  readonly scope: string;
  readonly principalId: string;
  /** GUID of the role definition. */
  readonly roleId: string;
}

/**
 * Derives the id of a role assignment from what it grants (UUID version 5, RFC 9562), so that two callers who
 * grant the same send the same request.
 */
export async function roleAssignmentIdOf({ scope, principalId, roleId }: RoleGrant): Promise<string> {
  const name = new TextEncoder().encode([scope, principalId, roleId].join('\n').toLowerCase());
  const seed = new Uint8Array(16 + name.length);
  seed.set(bytesOf(NAMESPACE));
  seed.set(name, 16);
  const hash = (await digestOf('SHA-1', seed)).slice(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return toHex(hash).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOf(uuid: string): number[] {
  return [...uuid.replaceAll('-', '').matchAll(/../g)].map(([pair]) => Number.parseInt(pair, 16));
}
