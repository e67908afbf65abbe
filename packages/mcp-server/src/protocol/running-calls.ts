/** The calls at work, so that a server can let them answer before it stops. */
export class RunningCalls {
  readonly #running = new Set<Promise<unknown>>();

  async track<T>(call: Promise<T>): Promise<T> {
    this.#running.add(call);
    return call.finally(() => this.#running.delete(call));
  }

  /** Resolves once no call is at work. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
