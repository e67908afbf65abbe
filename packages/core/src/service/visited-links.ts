/** The links that one list has led to. Short hashes are kept, so that long links take no memory. */
export class VisitedLinks {
  readonly #hashes = new Set<string>();

  get size(): number {
    return this.#hashes.size;
  }

  /** Whether the link is new. Two links of the same 64-bit hash pass for one, which does not happen by chance. */
  add(link: string): boolean {
    const { size } = this.#hashes;
    return this.#hashes.add(hashOf(link)).size > size;
  }
}

/** Two runs of FNV-1a with different offsets, 64 bits in all. It tells links apart and protects nothing. */
function hashOf(text: string): string {
  let first = 0x811c9dc5;
  let second = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul(second ^ code, 0x85ebca6b);
  }
  return `${(first >>> 0).toString(36)}.${(second >>> 0).toString(36)}`;
}
