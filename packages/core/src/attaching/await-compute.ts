import type { Compute } from '../domain/compute.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import { DEFAULT_PACE, nextLookDelayMs } from '../lro/schedule.js';
import { notFoundError, READ_LAG_MS, readCompute, wrongTypeError } from '../service/read-compute.js';
import type { ComputeService } from '../service/service.js';

/**
 * Reads a compute whose PUT was accepted without telling of it, as soon as it can be seen.
 * @throws NotFoundError when it stays away for a minute, and whatever a read throws.
 */
export async function awaitCompute(
  service: ComputeService,
  name: ComputeName,
  signal: AbortSignal | undefined,
): Promise<Compute> {
  const { clock, random } = service.workspace;
  const giveUpAt = clock.monotonic() + READ_LAG_MS;
  for (let count = 1; ; count += 1) {
    const read = await readCompute(service, name, signal);
    if (read.kind === 'kubernetes') return read.compute;
    if (read.kind === 'other') throw wrongTypeError(name, read.computeType);
    if (clock.monotonic() >= giveUpAt) throw notFoundError(service, name);
    await clock.sleep(nextLookDelayMs({ count, hintMs: null }, DEFAULT_PACE, random), signal);
  }
}
