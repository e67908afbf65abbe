import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { UnderWay } from '../under-way.js';
import type { Extra } from './extra.js';
import { ZeroCancellation } from './zero-cancellation.js';

/** The calls at work: each can be canceled whatever its id, and a server can let them answer before it stops. */
export class Calls {
  readonly #running = new UnderWay();
  readonly #zero = new ZeroCancellation();
  readonly #onCanceled: (id: RequestId) => void;

  /** Calls back with each call that the SDK leaves without an answer, once it has ended. */
  constructor(onCanceled: (id: RequestId) => void) {
    this.#onCanceled = onCanceled;
  }

  /** Has to be called before the transport is connected. */
  watch(transport: Transport): void {
    this.#zero.watch(transport);
  }

  /** Runs one call, with a signal that aborts when it is canceled or the connection is over. */
  async run<T>(extra: Extra, work: (extra: Extra) => Promise<T>): Promise<T> {
    const { requestId, signal } = extra;
    const running = this.#running.track(work({ ...extra, signal: this.#zero.signalFor(extra) }));
    return running.finally(() => {
      if (signal.aborted) this.#onCanceled(requestId);
    });
  }

  /** Resolves once no call is at work. */
  idle(): Promise<void> {
    return this.#running.idle();
  }
}
