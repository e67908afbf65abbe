import { type Clock, type Compute, type ComputeClient, ComputeTargetError } from '@azureml-kubernetes/core';
import { presentStatus } from '../present/present-status.js';

/** How long a watch that has failed rests before it looks again. */
const REST_MS = 60_000;

/** What watching stands on. */
export interface ComputeWatchesOptions {
  readonly client: Pick<ComputeClient, 'watch'>;
  readonly clock: Clock;
}

interface Watch {
  readonly over: AbortController;
  readonly listeners: Set<() => void>;
  /** What was shown last; null before the first look. */
  shown: string | null;
}

/** Tells of changes of computes while a client listens. All who listen for one compute share one watch. */
export class ComputeWatches {
  readonly #options: ComputeWatchesOptions;
  readonly #watches = new Map<string, Watch>();

  constructor(options: ComputeWatchesOptions) {
    this.#options = options;
  }

  /** Calls back after each change, until what is returned is called. The compute need not be there yet. */
  listen(name: string, onChange: () => void): () => void {
    const key = name.toLowerCase();
    const watch = this.#watches.get(key) ?? this.#start(key, name);
    const listener = (): void => onChange();
    watch.listeners.add(listener);
    return () => {
      if (!watch.listeners.delete(listener) || watch.listeners.size > 0) return;
      this.#watches.delete(key);
      watch.over.abort();
    };
  }

  #start(key: string, name: string): Watch {
    const watch: Watch = { over: new AbortController(), listeners: new Set(), shown: null };
    this.#watches.set(key, watch);
    this.#follow(name, watch).catch(() => {});
    return watch;
  }

  async #follow(name: string, watch: Watch): Promise<never> {
    const { client, clock } = this.#options;
    const { signal } = watch.over;
    while (true) {
      try {
        for await (const compute of client.watch(name, { signal })) show(watch, print(compute));
      } catch (error) {
        signal.throwIfAborted();
        if (!isPassing(error)) show(watch, 'unreadable');
      }
      await clock.sleep(REST_MS, signal);
    }
  }
}

function show(watch: Watch, print: string): void {
  const changed = watch.shown !== null && watch.shown !== print;
  watch.shown = print;
  if (changed) for (const listener of watch.listeners) listener();
}

/** Whatever a reader of the compute could see. */
function print(compute: Compute | null): string {
  return compute === null ? 'absent' : JSON.stringify(presentStatus(compute));
}

function isPassing(error: unknown): boolean {
  return ComputeTargetError.isInstance(error) && error.retryable;
}
