/** Azure Resource Manager's own limit of a response. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Collects the parts of a body within 8 MiB. The announced length is not asked: it may be missing, or
 * that of a compressed form.
 */
export class BoundedBody {
  #parts: Uint8Array[] = [];
  #length = 0;

  /** Adds a part; gives false as soon as the body is too long, so that the rest need not be read. */
  add(part: Uint8Array): boolean {
    this.#length += part.byteLength;
    if (this.#isTooLong()) this.#parts = [];
    else this.#parts.push(part);
    return !this.#isTooLong();
  }

  /** The body as text, without a byte order mark; null when it is too long. */
  text(): string | null {
    if (this.#isTooLong()) return null;
    const [first] = this.#parts;
    if (first === undefined) return '';
    return new TextDecoder().decode(this.#parts.length === 1 ? first : this.#joined());
  }

  #isTooLong(): boolean {
    return this.#length > MAX_BODY_BYTES;
  }

  #joined(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.byteLength;
    }
    return bytes;
  }
}
