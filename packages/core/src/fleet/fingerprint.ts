import type { FleetChange } from './plan-fleet.js';

/**
 * A text that changes with any place, action or difference of a plan (SHA-256, 64 hexadecimal digits). It says nothing
 * about what stays as it is, so that a compute which others attach meanwhile does not outdate a plan.
 */
export async function fingerprintOf(changes: readonly FleetChange[]): Promise<string> {
  const told = changes
    .filter(({ action }) => action !== 'unchanged')
    .map(({ workspaceId, compute, action, differences, reason }) => [
      workspaceId.toLowerCase(),
      compute.name,
      action,
      compute.wanted,
      differences,
      reason,
    ]);
  const bytes = new TextEncoder().encode(JSON.stringify(told.map((one) => JSON.stringify(one)).sort()));
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
