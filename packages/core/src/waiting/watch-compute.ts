import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { createWatchedCompute } from './poll-compute.js';
import type { SharedPolls } from './shared-polls.js';

interface Watched {
  readonly name: ComputeName;
  readonly signal: AbortSignal | undefined;
}

/**
 * Polls a compute for as long as this is iterated, and gives what each poll found: the compute, or null when it is
 * absent. All waits in the workspace share their polls. A slow reader gets the newest result only. Polls that read only
 * the operation of a wait give nothing.
 *
 * @throws the typed error of a refusal that time cannot heal, or of too many
 * passing ones in a row; the signal's own reason.
 */
export async function* watchCompute(
  polls: SharedPolls,
  { name, signal }: Watched,
): AsyncGenerator<Compute | null> {
  const watched = createWatchedCompute(name, null);
  signal?.throwIfAborted();
  let seen: { readonly compute: Compute | null } | null = null;
  let failure: { readonly error: unknown } | null = null;
  let wake = (): void => {};
  const onAbort = (): void => wake();
  const stop = polls.watch(watched, {
    deadlineAt: Number.POSITIVE_INFINITY,
    observe: (observation) => {
      if (observation.kind === 'running') return;
      seen = { compute: observation.kind === 'compute' ? observation.compute : null };
      wake();
    },
    interrupt: () => {},
    fail: (error) => {
      failure = { error };
      wake();
    },
  });
  signal?.addEventListener('abort', onAbort, { once: true });
  const take = (): { readonly compute: Compute | null } | null => {
    signal?.throwIfAborted();
    if (failure !== null) throw failure.error;
    const taken = seen;
    seen = null;
    return taken;
  };
  try {
    while (true) {
      const taken = take();
      if (taken !== null) yield taken.compute;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}
