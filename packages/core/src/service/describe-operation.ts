import type { ComputeName } from '../domain/ids/compute-name.js';
import type { Operation, OperationMode } from '../lro/operation.js';
import type { ComputeService } from './service.js';

interface Accepted {
  readonly kind: Operation['kind'];
  readonly mode: OperationMode;
  readonly url: string;
}

/** The handle of an operation that the service has just accepted. */
export function describeOperation(service: ComputeService, name: ComputeName, accepted: Accepted): Operation {
  const { workspace } = service;
  const startedAt = new Date(workspace.clock.now()).toISOString();
  return { version: 1, ...accepted, startedAt, computeId: service.computeId(name) };
}
