import { onAbort } from '../runtime/abort.js';

/**
 * Runs tasks side by side. The first failure stops the others, and is thrown once all of them have ended, so that
 * nothing goes on behind the caller's back.
 */
export async function together<const T extends readonly unknown[]>(
  signal: AbortSignal | undefined,
  start: (signal: AbortSignal) => { readonly [K in keyof T]: Promise<T[K]> },
): Promise<T> {
  const own = new AbortController();
  const release = onAbort(signal, (reason) => own.abort(reason));
  const tasks = start(own.signal);
  try {
    return await Promise.all(tasks);
  } catch (error) {
    own.abort(error);
    await Promise.allSettled(tasks);
    throw error;
  } finally {
    release();
  }
}
