import { parseWorkspaceId, type WorkspaceId } from '../domain/ids/resource-ids.js';
import { workspaceIdOf } from '../domain/ids/workspace-name.js';
import type { DocumentReader } from './document-reader.js';
import type { FleetPath } from './fleet-problem.js';

const EXAMPLE = '11111111-2222-3333-4444-555555555555/my-group/my-workspace';

/** Reads a workspace as `<subscription>/<resource group>/<name>` or as its whole ARM id. */
export function parseFleetWorkspace(
  reader: DocumentReader,
  path: FleetPath,
  value: unknown,
): WorkspaceId | null {
  if (typeof value !== 'string') {
    return reader.refuse(path, {
      rule: 'must be <subscription>/<resource group>/<name> or an ARM id',
      example: EXAMPLE,
    });
  }
  const [subscriptionId = '', resourceGroup = '', name = '', ...rest] = value.split('/');
  if (rest.length === 0 && name !== '')
    return reader.parse(path, () => workspaceIdOf({ subscriptionId, resourceGroup, name }));
  return reader.parse(path, (field) => parseWorkspaceId(value, field));
}
