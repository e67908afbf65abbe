import { type Compute, type ComputeClient, NotFoundError } from '@azureml-kubernetes/core';

/**
 * Reads a compute; null when there is none of that name. A missing workspace stays an error: only the service
 * itself tells of that, so the error carries its answer.
 */
export async function findCompute(
  client: Pick<ComputeClient, 'get'>,
  name: string,
  signal: AbortSignal,
): Promise<Compute | null> {
  return client.get(name, { signal }).catch((error: unknown) => {
    if (NotFoundError.isInstance(error) && error.service === null) return null;
    throw error;
  });
}
