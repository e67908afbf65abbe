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
  const bounds = { timeoutMs: Number.POSITIVE_INFINITY, signal };
  for await (const observation of polls.follow(createWatchedCompute(name, null), bounds)) {
    if (observation.kind === 'compute') yield observation.compute;
    if (observation.kind === 'absent') yield null;
  }
}
