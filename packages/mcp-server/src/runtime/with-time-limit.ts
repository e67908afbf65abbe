import type { Clock } from '@azureml-kubernetes/core';

/** Waits for work, but not for longer than this; leaves no timer behind. The work itself is not stopped. */
export async function withTimeLimit(
  work: Promise<unknown>,
  ms: number,
  clock: Pick<Clock, 'sleep'>,
): Promise<void> {
  const done = new AbortController();
  const patience = clock.sleep(ms, done.signal).catch(() => {});
  try {
    await Promise.race([work, patience]);
  } finally {
    done.abort();
  }
}
