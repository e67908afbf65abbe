import type { ComputeName, WaitGoal, WaitOptions, WaitOutcome } from '@azureml-kubernetes/core';
import type { ToolContext } from '../catalogue/tool-context.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';
import { presentState } from '../present/present-state.js';

/** Long enough to read the state once more before the server stops. */
const LAST_LOOK_MS = 2_000;

interface BoundedWait {
  readonly until: WaitGoal;
  readonly seconds: number;
}

/** Waits for so many seconds, and reports each new state as progress. */
export async function waitForCompute(
  context: ToolContext,
  name: ComputeName,
  { until, seconds }: BoundedWait,
): Promise<WaitOutcome> {
  let state = 'being read';
  const message = (elapsed: number): string => `${name} is ${state} after ${elapsed} s`;
  return withHeartbeat({ context, seconds, message }, (report) =>
    waitWhileServing(context, name, {
      until,
      timeoutMs: seconds * 1_000,
      onProgress: (seen) => {
        const word = presentState({ text: seen.state });
        if (word === state) return;
        state = word;
        report();
      },
    }),
  );
}

/** A wait whose server is about to stop has run out of time, so that its caller gets the state and asks again. */
async function waitWhileServing(
  { client, clock, signal, stopping }: ToolContext,
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
