/** So few entries are kept without a look at them. */
const SWEEP_FROM = 1000;

/**
 * Drops the entries of a map that are over. Looks only when there are twice as many as were left the last time, so that
 * it costs each entry little.
 */
export class Sweep {
  #at = SWEEP_FROM;

  run<Key, Value>(entries: Map<Key, Value>, isOver: (value: Value) => boolean): void {
    if (entries.size < this.#at) return;
    for (const [key, value] of entries) if (isOver(value)) entries.delete(key);
    this.#at = Math.max(SWEEP_FROM, entries.size * 2);
  }
}
