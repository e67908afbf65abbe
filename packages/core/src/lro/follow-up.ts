import type { Answer } from '../transport/answer.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';
import type { OperationMode } from './operation.js';

/** Where an accepted write is followed. */
export interface FollowUp {
  readonly mode: OperationMode;
  readonly url: string;
}

/**
 * Reads where to follow a write from its answer. `Azure-AsyncOperation` comes before `Location` (Azure's guidance on
 * asynchronous operations); the live service sends only the former. Null when the answer names neither.
 *
 * @throws UntrustedUrlError when the URL leads outside the endpoint.
 */
export function followUpOf({ operationUrl, location }: Answer, endpoint: string): FollowUp | null {
  if (operationUrl !== null) {
    return { mode: 'azure-async-operation', url: requireTrustedUrl(operationUrl, endpoint, 'operation URL') };
  }
  if (location !== null) return { mode: 'location', url: requireTrustedUrl(location, endpoint, 'Location') };
  return null;
}
