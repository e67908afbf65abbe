import type { Readable } from 'node:stream';

/** Answers that the client has not read. */
const MAX_UNREAD_BYTES = 256 * 1024;
/** More than any client has at work; each ends by itself. */
const MAX_PENDING = 256;

/** What a client has caused and not taken yet. */
export interface Load {
  /** Bytes of answers that it has not read. */
  readonly unreadBytes: number;
  /** Messages that have not been answered. */
  readonly pending: number;
}

/**
 * Holds the input back while its client does not read the answers, or has too much at work, so that neither fills the
 * memory. Nothing is lost: the client waits.
 */
export class Intake {
  readonly #input: Readable;
  readonly #load: () => Load;
  #isHeld = false;

  constructor(input: Readable, load: () => Load) {
    this.#input = input;
    this.#load = load;
  }

  /** Holds the input or lets it go on. To be called whenever the load may have changed. */
  adjust(): void {
    const { unreadBytes, pending } = this.#load();
    const isFull = unreadBytes > MAX_UNREAD_BYTES || pending > MAX_PENDING;
    if (isFull === this.#isHeld) return;
    this.#isHeld = isFull;
    if (isFull) this.#input.pause();
    else this.#input.resume();
  }
}
