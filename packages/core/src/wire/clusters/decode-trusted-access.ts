import * as z from 'zod';
import type { TrustedAccess } from '../../domain/trusted-access.js';

const binding = z.looseObject({
  properties: z.looseObject({
    sourceResourceId: z.string(),
    roles: z.array(z.string()),
    provisioningState: z.string().nullish(),
  }),
});

/** One Trusted Access role binding, or null when the JSON is something else. */
export function decodeTrustedAccess(value: unknown): TrustedAccess | null {
  const parsed = binding.safeParse(value);
  if (!parsed.success) return null;
  const { sourceResourceId, roles, provisioningState } = parsed.data.properties;
  return { sourceId: sourceResourceId, roles, provisioningState: provisioningState ?? null };
}
