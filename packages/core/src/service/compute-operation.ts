import { sameArmId } from '../domain/ids/arm-id.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { WorkspaceMismatchError } from '../errors/workspace-mismatch-error.js';
import { type Operation, restoreOperation } from '../lro/operation.js';
import type { ComputeService } from './service.js';

/** The handle of an operation that the service has just accepted. */
export function describeOperation(
  service: ComputeService,
  name: ComputeName,
  accepted: Pick<Operation, 'kind' | 'mode' | 'url'>,
): Operation {
  const startedAt = new Date(service.workspace.clock.now()).toISOString();
  return { version: 1, ...accepted, startedAt, computeId: service.computeId(name) };
}

/**
 * Checks an operation that a caller gives back, which may have been stored.
 * @throws InvalidPayloadError when it is no stored operation.
 * @throws UntrustedUrlError when it is of another endpoint.
 * @throws WorkspaceMismatchError when it is that of another compute.
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
