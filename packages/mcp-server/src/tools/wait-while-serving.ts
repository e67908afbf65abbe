import type { ComputeName, WaitOptions, WaitOutcome } from '@azureml-kubernetes/core';
import type { ToolContext } from '../catalogue/tool-context.js';

/** Long enough to read the state once more before the server stops. */
const LAST_LOOK_MS = 2_000;

type Waiting = Pick<ToolContext, 'client' | 'clock' | 'signal' | 'stopping'>;

/** A wait whose server is about to stop has run out of time, so that its caller hears of it and asks again. */
export async function waitWhileServing(
  { client, clock, signal, stopping }: Waiting,
  name: ComputeName,
  options: WaitOptions,
): Promise<WaitOutcome> {
  const startedAt = clock.monotonic();
  const ending = AbortSignal.any([signal, stopping]);
  return client.wait(name, { ...options, signal: ending }).catch(async (error: unknown) => {
    if (signal.aborted || !stopping.aborted) throw error;
    const outcome = await client.wait(name, { ...options, timeoutMs: LAST_LOOK_MS, signal });
    return { ...outcome, elapsedMs: clock.monotonic() - startedAt };
  });
}
