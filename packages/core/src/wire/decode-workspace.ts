import * as z from 'zod';

/** What is read of a workspace. */
export interface WorkspaceFacts {
  readonly location: string;
  /** Whether it is reached over the public network; null where it does not say. */
  readonly isPublic: boolean | null;
}

const workspace = z.looseObject({
  location: z.string().min(1),
  properties: z.looseObject({ publicNetworkAccess: z.string().nullish() }).nullish(),
});

/** The facts in the JSON of a workspace, or null when it is something else. */
export function decodeWorkspace(value: unknown): WorkspaceFacts | null {
  const parsed = workspace.safeParse(value);
  if (!parsed.success) return null;
  const access = parsed.data.properties?.publicNetworkAccess?.toLowerCase();
  return { location: parsed.data.location, isPublic: access === undefined ? null : access !== 'disabled' };
}
