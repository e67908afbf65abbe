import type { WorkspaceRecord } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import type { World } from '../world/world.js';
import { UnknownResourceError } from './unknown-resource-error.js';

/** The workspace with this id, or the first one. @throws UnknownResourceError */
export function requireWorkspace({ workspaces }: World, id: string | undefined): WorkspaceRecord {
  const all = [...workspaces.values()];
  const found = id === undefined ? all[0] : workspaces.get(idKey(id));
  if (found !== undefined) return found;
  throw new UnknownResourceError(
    'workspace',
    id ?? '(first)',
    all.map((workspace) => workspace.id),
  );
}
