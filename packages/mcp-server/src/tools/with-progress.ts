import type { WaitProgress } from '@azureml-kubernetes/core';
import type { ToolContext } from './tool-context.js';

/** Often enough to keep a client's timeout from firing, seldom enough to be read. */
const HEARTBEAT_MS = 10_000;

interface Waited {
  readonly context: Pick<ToolContext, 'progress' | 'clock'>;
  readonly name: string;
  readonly seconds: number;
}

/** Runs a wait and reports how it goes: at each change of state, and every ten seconds in between. */
export async function withProgress<T>(
  { context, name, seconds }: Waited,
  run: (onProgress: ((progress: WaitProgress) => void) | undefined) => Promise<T>,
): Promise<T> {
  const { progress: report, clock } = context;
  if (report === null) return run(undefined);
  const startedAt = clock.monotonic();
  const over = new AbortController();
  let state = '';
  let told = -1;
  const tell = (): void => {
    const elapsed = Math.round((clock.monotonic() - startedAt) / 100) / 10;
    told = Math.max(elapsed, told + 0.01);
    report({
      progress: told,
      total: seconds,
      message: `${name} is ${state || 'being read'} after ${elapsed} s`,
    });
  };
  const beat = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await clock.sleep(HEARTBEAT_MS, over.signal);
      tell();
    }
  };
  beat().catch(() => {});
  try {
    return await run((seen) => {
      if (seen.state === state) return;
      state = seen.state;
      tell();
    });
  } finally {
    over.abort();
  }
}
