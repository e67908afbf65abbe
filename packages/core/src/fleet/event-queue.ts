/** Hands events from work that runs side by side to one reader, in the order in which they happen. */
export class EventQueue<Event> implements AsyncIterable<Event> {
  readonly #events: Event[] = [];
  #end: { readonly error: unknown } | 'ended' | null = null;
  #wake: () => void = () => undefined;

  push(event: Event): void {
    this.#events.push(event);
    this.#wake();
  }

  /** Ends the queue when the work does: with its error, if it fails. */
  endWith(work: Promise<unknown>): void {
    work.then(
      () => this.#finish('ended'),
      (error: unknown) => this.#finish({ error }),
    );
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Event> {
    for (;;) {
      const next = this.#events.shift();
      if (next !== undefined) yield next;
      else if (this.#end === 'ended') return;
      else if (this.#end !== null) throw this.#end.error;
      else await this.#nextChange();
    }
  }

  #finish(end: { readonly error: unknown } | 'ended'): void {
    this.#end = end;
    this.#wake();
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
