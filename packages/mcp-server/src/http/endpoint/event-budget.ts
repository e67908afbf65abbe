/** Something that holds bytes, and can give up the oldest of them. */
export interface BudgetHolder {
  readonly bytes: number;
  dropOldest(): void;
}

/** Bounds what all sessions hold together: the session that holds the most gives up its oldest first. */
export class EventBudget {
  readonly #holders = new Set<BudgetHolder>();
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  join(holder: BudgetHolder): void {
    this.#holders.add(holder);
  }

  leave(holder: BudgetHolder): void {
    this.#holders.delete(holder);
  }

  /** Has to be called after bytes were added. */
  keep(): void {
    let total = 0;
    for (const { bytes } of this.#holders) total += bytes;
    while (total > this.#maxBytes) {
      const holder = this.#largest();
      const before = holder?.bytes ?? 0;
      if (holder === null || before === 0) return;
      holder.dropOldest();
      total -= before - holder.bytes;
    }
  }

  #largest(): BudgetHolder | null {
    let largest: BudgetHolder | null = null;
    for (const holder of this.#holders) if (holder.bytes > (largest?.bytes ?? -1)) largest = holder;
    return largest;
  }
}
