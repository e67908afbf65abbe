import { sameArmId } from '../domain/ids/arm-id.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { WorkspaceMismatchError } from '../errors/workspace-mismatch-error.js';
import { type Operation, restoreOperation } from '../lro/operation.js';
import type { ComputeService } from './service.js';

/**
 * An operation that a caller gives back, which may have been stored.
 * @throws InvalidPayloadError, UntrustedUrlError; WorkspaceMismatchError when it is that of another compute.
 */
export function requireOperation(
  service: ComputeService,
  name: ComputeName,
  stored: Operation | null,
): Operation | null {
  if (stored === null) return null;
  const operation = restoreOperation(stored, service.endpoint);
  const expected = service.computeId(name);
  if (sameArmId(operation.computeId, expected)) return operation;
  throw new WorkspaceMismatchError(expected, operation.computeId);
}
