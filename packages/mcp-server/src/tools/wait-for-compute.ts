import type { ComputeName, WaitGoal, WaitOptions, WaitOutcome } from '@azureml-kubernetes/core';
import type { ToolContext } from '../catalogue/tool-context.js';
import { MAX_SILENT_LOOK_SECONDS } from '../catalogue/wait-seconds.js';
import { whileServing } from '../catalogue/while-serving.js';
import { withHeartbeat } from '../catalogue/with-heartbeat.js';
import { presentState } from '../present/present-state.js';
import { refuseWhileThrottled } from './refuse-while-throttled.js';

/** Long enough to read the state once more before the server stops. */
const LAST_LOOK_MS = 2_000;

interface BoundedWait {
  readonly until: WaitGoal;
  readonly seconds: number;
}

/** A first look that takes longer is late: it may be one that Azure holds back. */
const FIRST_LOOK_MS = 2_000;

/**
 * Waits for so many seconds, or a little less without a word to the caller, and reports each new state as progress.
 * @throws ThrottledError at once where Azure refuses requests for longer than the wait lasts, and what `wait` throws.
 */
export async function waitForCompute(
  context: ToolContext,
  name: ComputeName,
  { until, seconds }: BoundedWait,
): Promise<WaitOutcome> {
  const lookSeconds = context.progress === null ? Math.min(seconds, MAX_SILENT_LOOK_SECONDS) : seconds;
  let state = 'being read';
  const message = (elapsed: number): string => `${name} is ${state} after ${elapsed} s`;
  return withHeartbeat({ context, seconds, message }, (report) =>
    waitWhileServing(context, name, {
      until,
      timeoutMs: lookSeconds * 1_000,
      onProgress: (seen) => {
        const word = presentState({ text: seen.state });
        if (word === state) return;
        state = word;
        report();
      },
    }),
  );
}

/** A wait whose server is about to stop tells how long it lasted, with its last look. */
async function waitWhileServing(
  context: ToolContext,
  name: ComputeName,
  options: BoundedOptions,
): Promise<WaitOutcome> {
  const { client, clock, signal } = context;
  const startedAt = clock.monotonic();
  return whileServing(
    context,
    (ending) => waitUnlessThrottled(context, name, { ...options, signal: ending }),
    async () => {
      const outcome = await client.wait(name, { ...options, timeoutMs: LAST_LOOK_MS, signal });
      return { ...outcome, elapsedMs: clock.monotonic() - startedAt };
    },
  );
}

type BoundedOptions = WaitOptions & { readonly timeoutMs: number };

/** Looks are patient. Where the first is late because Azure refuses requests for longer than the wait lasts, it ends. */
async function waitUnlessThrottled(
  { client, clock }: Pick<ToolContext, 'client' | 'clock'>,
  name: ComputeName,
  options: BoundedOptions & { readonly signal: AbortSignal },
): Promise<WaitOutcome> {
  const endsAt = clock.monotonic() + options.timeoutMs;
  const inTime = client.within(() => endsAt - clock.monotonic());
  const over = new AbortController();
  const signal = AbortSignal.any([options.signal, over.signal]);
  let looked = false;
  const onProgress: WaitOptions['onProgress'] = (seen) => {
    looked = true;
    options.onProgress?.(seen);
  };
  clock
    .sleep(FIRST_LOOK_MS, signal)
    .then(() => (looked ? undefined : refuseWhileThrottled(inTime, name, signal)))
    .catch((error: unknown) => over.abort(error));
  try {
    return await client.wait(name, { ...options, signal, onProgress });
  } finally {
    over.abort('done');
  }
}
