import {
  type ComputeClient,
  computeIdOf,
  type Operation,
  parseComputeName,
  type WaitGoal,
  type WorkspaceId,
} from '@azureml-kubernetes/core';
import type { OperationMemory } from './operation-memory.js';

interface Tracking {
  readonly operations: OperationMemory;
  readonly workspaceId: WorkspaceId;
}

/**
 * A client that remembers what it starts, so that waits and diagnoses follow the operation itself. Its handles are never
 * shown, because their URLs are signed.
 */
export function trackOperations(
  computes: ComputeClient,
  { operations, workspaceId }: Tracking,
): ComputeClient {
  const idOf = (name: string): string => computeIdOf(workspaceId, parseComputeName(name));
  return {
    ...computes,
    attach: async (name, configuration, options) => {
      const result = await computes.attach(name, configuration, options);
      if (result.operation !== null) operations.remember(result.operation);
      return result;
    },
    detach: async (name, options) => {
      const result = await computes.detach(name, options);
      if (result.operation === null) operations.forget(idOf(name));
      else operations.remember(result.operation);
      return result;
    },
    wait: async (name, { until = 'attached', ...options } = {}) => {
      const operation = operationFor(until, operations.running(idOf(name)));
      const outcome = await computes.wait(name, { operation, ...options, until });
      if (outcome.kind === 'reached') operations.forget(idOf(name));
      if (outcome.kind === 'failed') operations.conclude(idOf(name));
      return outcome;
    },
    diagnose: async (name, options) =>
      computes.diagnose(name, { operation: operations.latest(idOf(name)), ...options }),
  };
}

/** The handle of an attach says nothing about a detach, and the other way round. */
function operationFor(until: WaitGoal, operation: Operation | null): Operation | null {
  const kinds = { attached: 'attach', detached: 'detach', any: operation?.kind };
  return operation?.kind === kinds[until] ? operation : null;
}
