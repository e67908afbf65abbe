import { type ComputeClient, type ComputeName, ThrottledError } from '@azureml-kubernetes/core';

/**
 * Reads the compute only to learn whether Azure throttles; any other failure of the read tells nothing here. While a
 * refusal of Azure lasts for longer than the client may take, nothing is sent for it.
 * @throws ThrottledError with the time to wait in its hint; the signal's reason.
 */
export async function refuseWhileThrottled(
  client: Pick<ComputeClient, 'get'>,
  name: ComputeName,
  signal: AbortSignal,
): Promise<void> {
  await client.get(name, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    if (ThrottledError.isInstance(error)) throw error;
  });
}
