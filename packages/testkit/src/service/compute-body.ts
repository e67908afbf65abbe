import type { JsonObject } from '../json.js';
import { guidFrom } from '../world/guid-source.js';
import type { ComputeView } from '../world/lifecycle.js';
import type { ComputeIdentity } from '../world/records.js';
import { idKey } from '../world/resource-id.js';
import { TENANT_ID } from '../world/tenant-id.js';
import { timestamp } from '../world/timestamp.js';
import type { World } from '../world/world.js';
import { userAssignedIdentities } from './user-assigned-identities.js';

const MANAGED_TYPES = new Set(['AmlCompute', 'ComputeInstance', 'DataFactory']);

/**
 * A compute as the API shows it. Envelope: recorded for attached machines and AmlCompute; the inner members of a
 * Kubernetes compute: documented. There is no ETag and no systemData (recorded).
 */
export function computeBody(view: ComputeView, world: World): JsonObject {
  const { record } = view;
  const identity = identityBody(record.spec.identity, { computeId: record.id, world });
  return {
    id: record.id,
    name: record.name,
    type: 'Microsoft.MachineLearningServices/workspaces/computes',
    location: record.spec.location,
    tags: record.spec.tags === null ? null : { ...record.spec.tags },
    ...(identity === null ? {} : { identity }),
    properties: computeMembers(view),
  };
}

function computeMembers(view: ComputeView): JsonObject {
  const { spec, createdAt } = view.record;
  const untouched = view.modifiedAt === createdAt && view.operation !== null;
  return {
    createdOn: timestamp(createdAt),
    modifiedOn: timestamp(view.modifiedAt),
    disableLocalAuth: spec.disableLocalAuth,
    description: spec.description,
    resourceId: spec.resourceId,
    computeType: spec.computeType,
    ...(spec.computeLocation === null ? {} : { computeLocation: spec.computeLocation }),
    provisioningState: view.provisioningState,
    provisioningErrors: view.provisioningErrors === null ? null : [...view.provisioningErrors],
    provisioningWarnings: untouched ? null : {},
    isAttachedCompute: !MANAGED_TYPES.has(spec.computeType),
    properties: spec.properties,
  };
}

function identityBody(
  identity: ComputeIdentity,
  { computeId, world }: { readonly computeId: string; readonly world: World },
): JsonObject | null {
  const system = { principalId: guidFrom(`principal of ${idKey(computeId)}`), tenantId: TENANT_ID };
  if (identity.kind === 'none') return null;
  if (identity.kind === 'system') return { type: 'SystemAssigned', ...system };
  const user = { userAssignedIdentities: userAssignedIdentities(identity.ids, world) };
  if (identity.kind === 'user') return { type: 'UserAssigned', ...user };
  return { type: 'SystemAssigned,UserAssigned', ...system, ...user };
}
