import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import type { Operation } from '../lro/operation.js';
import { pollOperation } from '../lro/poll.js';
import type { ComputeService } from '../service/service.js';
import type { Evidence } from './causes/cause.js';

/** What the last operation on a compute tells beside the compute itself. */
export interface LastOperation {
  readonly access: Evidence['operation'];
  readonly problems: readonly ServiceProblem[];
}

const UNKNOWN: LastOperation = { access: null, problems: [] };

/** Reads the operation once. That it cannot be read is no reason to fail: the compute tells most. */
export async function readLastOperation(
  service: ComputeService,
  operation: Operation | null,
  signal: AbortSignal = new AbortController().signal,
): Promise<LastOperation> {
  if (operation === null || operation.mode === 'resource') return UNKNOWN;
  try {
    const { transport, clock } = service.workspace;
    const result = await pollOperation({ transport, clock, endpoint: service.endpoint }, operation, signal);
    if (result.kind === 'lost')
      return { access: result.reason === 'forbidden' ? 'forbidden' : null, problems: [] };
    return { access: 'readable', problems: result.kind === 'ended' ? result.end.problems : [] };
  } catch (error) {
    signal.throwIfAborted();
    if (!ComputeTargetError.isInstance(error)) throw error;
    return UNKNOWN;
  }
}
