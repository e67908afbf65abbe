const HIDDEN = '[redacted]';

/** Text that shows itself only when asked: printing, JSON and inspection all give `[redacted]`. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. */
  reveal(): string {
    return this.#text;
  }

  /** Never the text, so that a template or a log shows nothing. */
  toString(): string {
    return HIDDEN;
  }

  /** Never the text, so that JSON shows nothing. */
  toJSON(): string {
    return HIDDEN;
  }
}
