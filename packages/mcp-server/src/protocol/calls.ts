import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Extra } from './extra.js';
import { ZeroCancellation } from './zero-cancellation.js';

/** The calls at work: each can be canceled whatever its id, and a server can let them answer before it stops. */
export class Calls {
  readonly #running = new Set<Promise<unknown>>();
  readonly #zero = new ZeroCancellation();

  /** Has to be called before the transport is connected. */
  watch(transport: Transport): void {
    this.#zero.watch(transport);
  }

  /** Runs one call, with a signal that aborts when it is canceled or the connection is over. */
  async run<T>(extra: Extra, work: (extra: Extra) => Promise<T>): Promise<T> {
    const call = work({ ...extra, signal: this.#zero.signalFor(extra) });
    this.#running.add(call);
    return call.finally(() => this.#running.delete(call));
  }

  /** Resolves once no call is at work. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }
}
