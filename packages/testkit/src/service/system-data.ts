import type { JsonObject } from '../json.js';

/** Who made a resource and when. Computes have none (recorded); their neighbours do (documented). */
export function systemData(createdAt: number): JsonObject {
  const at = new Date(createdAt).toISOString();
  return {
    createdBy: 'someone@example.com',
    createdByType: 'User',
    createdAt: at,
    lastModifiedBy: 'someone@example.com',
    lastModifiedByType: 'User',
    lastModifiedAt: at,
  };
}
