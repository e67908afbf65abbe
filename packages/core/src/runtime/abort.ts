/**
 * Runs a listener with the signal's reason when it aborts.
 * @returns a function that takes the listener away, so that a signal which lives long collects none.
 */
export function onAbort(signal: AbortSignal | undefined, listener: (reason: unknown) => void): () => void {
  if (signal === undefined) return () => {};
  const run = (): void => listener(signal.reason);
  signal.addEventListener('abort', run, { once: true });
  return () => signal.removeEventListener('abort', run);
}

/** Waits for a promise that others may share, at the longest until the signal aborts; leaves no listener behind. */
export function abortable<T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return shared;
  return new Promise((resolve, reject) => {
    const release = onAbort(signal, reject);
    shared.then(resolve, reject).finally(release);
  });
}
