import { canceledRequest, isRequest, type Message } from './message.js';

/** Writes one message to the client; resolves once it was taken. */
export type WriteMessage = (message: object) => Promise<void>;

/** A request that stays open by design; no one waits for its answer. */
const LISTEN = 'subscriptions/listen';

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
  readonly #onSettled: () => void;
  readonly #pending = new Set<string | number>();
  #onAnswered: (() => void)[] = [];
  #closed = false;
  /** The id of the message that the leg is being given. */
  #given: Message['id'];

  /** @param onSettled called when a request was answered or canceled */
  constructor(write: WriteMessage, onSettled: () => void = () => {}) {
    this.#write = write;
    this.#onSettled = onSettled;
  }

  /** How many requests have been neither answered nor canceled. */
  get pending(): number {
    return this.#pending.size;
  }

  async start(): Promise<void> {}

  /** Writes an answer, a notification or a request of the leg; nothing once it is closed. */
  async send(message: object): Promise<void> {
    if (this.#closed) return;
    await this.#write(message);
    if ('id' in message && !('method' in message)) this.#settle(message.id);
  }

  /** Hands the leg a message of the client. */
  deliver(message: Message): void {
    if (this.#closed) return;
    if (isRequest(message) && message.method !== LISTEN) this.#pending.add(message.id);
    this.#given = message.id;
    this.onmessage?.(message);
    this.#given = undefined;
    this.#settle(canceledRequest(message));
  }

  /** To be called when the leg reports an error: a message that it reports as it is given it gets no answer. */
  dropGiven(): void {
    this.#settle(this.#given);
  }

  /** Resolves once each request has been answered or canceled, or the channel is closed. */
  async answered(): Promise<void> {
    if (this.#pending.size === 0) return;
    await new Promise<void>((resolve) => this.#onAnswered.push(resolve));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#pending.clear();
    this.#release();
    this.onclose?.();
  }

  #settle(id: unknown): void {
    const isSettled = (typeof id === 'string' || typeof id === 'number') && this.#pending.delete(id);
    if (this.#pending.size === 0) this.#release();
    if (isSettled) this.#onSettled();
  }

  #release(): void {
    for (const resolve of this.#onAnswered.splice(0)) resolve();
  }
}
