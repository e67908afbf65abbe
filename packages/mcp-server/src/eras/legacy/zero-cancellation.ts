import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';

/** Looks after the cancellation of the request with id 0, which the SDK takes for "no id" and ignores. */
export class ZeroCancellation {
  #running = new AbortController();

  /** The signal of a request, so that it aborts whatever id it has. */
  signalFor({ requestId, signal }: { readonly requestId: string | number; readonly signal: AbortSignal }) {
    return requestId === 0 ? AbortSignal.any([signal, this.#running.signal]) : signal;
  }

  /** Has to be called before the transport is connected; the SDK keeps the listener that it finds. */
  watch(transport: Transport): void {
    transport.onmessage = (message) => {
      if (!('method' in message)) return;
      if ('id' in message && message.id === 0) this.#running = new AbortController();
      const canceled = message.method === 'notifications/cancelled';
      if (canceled && message.params?.['requestId'] === 0) this.#running.abort();
    };
  }
}
