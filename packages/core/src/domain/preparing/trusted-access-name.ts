import type { WorkspaceId } from '../ids/resource-ids.js';
import { hexDigest } from './hex-digest.js';

/**
 * Derives the name of a workspace's Trusted Access binding: at most 24 letters, digits and hyphens (REST
 * description), the same for every caller.
 */
export async function trustedAccessNameOf(workspace: WorkspaceId): Promise<string> {
  return `aml-${(await hexDigest('SHA-256', workspace.toLowerCase())).slice(0, 20)}`;
}
