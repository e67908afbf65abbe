import { z } from 'zod';

const workspace = z.looseObject({ location: z.string().min(1) });

/** The region of a workspace, or null when the JSON is not that of one. */
export function decodeWorkspaceLocation(value: unknown): string | null {
  return workspace.safeParse(value).data?.location ?? null;
}
