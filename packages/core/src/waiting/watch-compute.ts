import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { createSubject } from './look.js';
import type { Polling } from './polling.js';

interface Watched {
  readonly name: ComputeName;
  readonly signal: AbortSignal | undefined;
}

/**
 * Looks at a compute for as long as this is iterated, in the company of everyone who waits in the workspace, and
 * gives what each look shows: the compute, or null when there is none. A slow reader gets the newest only. While
 * a wait reads just the operation, nothing is given.
 *
 * @throws the typed error of a refusal that time cannot heal, or of too many
 * passing ones in a row; the signal's own reason.
 */
export async function* watchCompute(
  polling: Polling,
  { name, signal }: Watched,
): AsyncGenerator<Compute | null> {
  const subject = createSubject(name, null);
  signal?.throwIfAborted();
  let seen: { readonly compute: Compute | null } | null = null;
  let failure: { readonly error: unknown } | null = null;
  let wake = (): void => {};
  const onAbort = (): void => wake();
  const stop = polling.watch(subject, {
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
