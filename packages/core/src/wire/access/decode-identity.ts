import * as z from 'zod';

const identity = z.looseObject({ properties: z.looseObject({ principalId: z.guid() }) });

/** The principal of a user-assigned identity, or null when the JSON is something else. */
export function decodePrincipalId(value: unknown): string | null {
  return identity.safeParse(value).data?.properties.principalId ?? null;
}
