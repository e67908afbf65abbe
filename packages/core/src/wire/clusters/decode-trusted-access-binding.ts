import * as z from 'zod';
import type { TrustedAccess } from '../../domain/trusted-access.js';
import { decodeTrustedAccess } from './decode-trusted-access.js';

/** A Trusted Access role binding with its name. */
export interface TrustedAccessBinding extends TrustedAccess {
  readonly name: string;
}

/** It becomes a part of URLs and command lines (AKS REST description: at most 24 characters). */
const named = z.looseObject({ name: z.string().regex(/^[a-z0-9-]{1,24}$/i) });

/** One binding, or null when the JSON is something else. */
export function decodeTrustedAccessBinding(value: unknown): TrustedAccessBinding | null {
  const access = decodeTrustedAccess(value);
  const name = named.safeParse(value).data?.name;
  return access === null || name === undefined ? null : { ...access, name };
}
