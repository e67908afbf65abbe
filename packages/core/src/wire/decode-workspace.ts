import * as z from 'zod';
import { isWorkspaceId, type WorkspaceId } from '../domain/ids/resource-ids.js';
import type { WorkspaceFacts, WorkspaceIdentity } from '../domain/workspace-facts.js';

const identity = z.looseObject({
  type: z.string().nullish(),
  userAssignedIdentities: z
    .record(z.string(), z.looseObject({ principalId: z.string().nullish() }).nullish())
    .nullish(),
});

const workspace = z.looseObject({
  location: z.string().min(1),
  identity: identity.nullish().catch(null),
  properties: z
    .looseObject({
      publicNetworkAccess: z.string().nullish(),
      primaryUserAssignedIdentity: z.string().nullish().catch(null),
    })
    .nullish(),
});

/** The facts in the JSON of a workspace, or null when it is something else. */
export function decodeWorkspace(value: unknown): WorkspaceFacts | null {
  const parsed = workspace.safeParse(value);
  if (!parsed.success) return null;
  const { location, properties } = parsed.data;
  const access = properties?.publicNetworkAccess?.toLowerCase();
  return {
    location,
    isPublic: access === undefined ? null : access !== 'disabled',
    identity: readIdentity(parsed.data.identity, properties?.primaryUserAssignedIdentity ?? null),
  };
}

/** A system-assigned identity wins; of several others the primary one counts, or else the first. */
function readIdentity(
  given: z.infer<typeof identity> | null | undefined,
  primary: string | null,
): WorkspaceIdentity {
  if (given?.type?.toLowerCase().includes('systemassigned')) return { kind: 'system' };
  const users = Object.entries(given?.userAssignedIdentities ?? {});
  const [id, details] = users.find(([one]) => one.toLowerCase() === primary?.toLowerCase()) ?? users[0] ?? [];
  return id === undefined
    ? { kind: 'none' }
    : { kind: 'user', id, principalId: details?.principalId ?? null };
}

const listed = z.looseObject({ id: z.string() });

/** The id of a workspace in a list, or null when the entry is something else. */
export function decodeWorkspaceId(value: unknown): WorkspaceId | null {
  const id = listed.safeParse(value).data?.id;
  return isWorkspaceId(id) ? id : null;
}
