import type { ToolContext } from './tool-context.js';

/**
 * Runs work that takes long. When the server is about to stop, its time is over: the caller gets what `lastLook` sees, and
 * calls again.
 */
export async function whileServing<T>(
  { signal, stopping }: Pick<ToolContext, 'signal' | 'stopping'>,
  work: (signal: AbortSignal) => Promise<T>,
  lastLook: () => Promise<T>,
): Promise<T> {
  return work(AbortSignal.any([signal, stopping])).catch((error: unknown) => {
    if (signal.aborted || !stopping.aborted) throw error;
    return lastLook();
  });
}
