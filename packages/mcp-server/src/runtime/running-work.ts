/** Work that has been started and not ended. */
export class RunningWork {
  readonly #work = new Set<Promise<unknown>>();

  get isIdle(): boolean {
    return this.#work.size === 0;
  }

  async track<T>(work: Promise<T>): Promise<T> {
    this.#work.add(work);
    return work.finally(() => this.#work.delete(work));
  }

  /** Resolves once there is none, however it ended. */
  async idle(): Promise<void> {
    while (this.#work.size > 0) await Promise.allSettled(this.#work);
  }
}
