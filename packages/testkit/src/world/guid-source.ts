/** Makes GUIDs that look random and are the same in every run, so that a failing test can be repeated. */
export class GuidSource {
  #count: number;

  constructor(count = 0) {
    this.#count = count;
  }

  /** How many were made so far; a source created with this number goes on where this one stands. */
  get count(): number {
    return this.#count;
  }

  next(): string {
    this.#count += 1;
    return guidFrom(`#${this.#count}`);
  }
}

/** The GUID of a text: the same text always gives the same GUID. */
export function guidFrom(text: string): string {
  const hex = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b].map((basis) => hash(text, basis)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function hash(text: string, basis: number): string {
  let value = basis;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
    value ^= value >>> 15;
  }
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return ((value ^ (value >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
