import type { Message } from './message.js';

/** Writes one message to the client; resolves once it was taken. */
export type WriteMessage = (message: object) => Promise<void>;

/**
 * What one leg of the protocol is connected to: the end of a pipe, in the shape of the transports of both MCP SDKs. The
 * process reads and writes; a leg never sees a stream.
 */
export class Channel {
  /** Set by the leg that is connected. */
  onmessage?: (message: Message) => void;
  onclose?: () => void;
  onerror?: (error: Error) => void;
  readonly #write: WriteMessage;
  #closed = false;

  constructor(write: WriteMessage) {
    this.#write = write;
  }

  async start(): Promise<void> {}

  /** Writes an answer, a notification or a request of the leg; nothing once it is closed. */
  async send(message: object): Promise<void> {
    if (!this.#closed) await this.#write(message);
  }

  /** Hands the leg a message of the client. */
  deliver(message: Message): void {
    if (!this.#closed) this.onmessage?.(message);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.onclose?.();
  }
}
