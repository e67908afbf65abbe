import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { RequestId } from '@modelcontextprotocol/sdk/types.js';
import { RunningWork } from '../../runtime/running-work.js';
import type { RequestInfo } from './request-info.js';
import { ZeroCancellation } from './zero-cancellation.js';

/** The calls at work: each can be canceled whatever its id, and a server can let them answer before it stops. */
export class RunningCalls {
  readonly #running = new RunningWork();
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
  async run<T>(requestInfo: RequestInfo, work: (requestInfo: RequestInfo) => Promise<T>): Promise<T> {
    const { requestId, signal } = requestInfo;
    const running = this.#running.track(work({ ...requestInfo, signal: this.#zero.signalFor(requestInfo) }));
    return running.finally(() => {
      if (signal.aborted) this.#onCanceled(requestId);
    });
  }

  /** Resolves once no call is at work. */
  idle(): Promise<void> {
    return this.#running.idle();
  }
}
