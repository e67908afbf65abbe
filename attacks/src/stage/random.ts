/** A source of numbers that gives the same ones for the same seed. */
export interface Random {
  /** A whole number from 0 to below this. */
  below(limit: number): number;
  /** One of these. */
  of<T>(choices: readonly [T, ...T[]]): T;
}

/** Makes a source of numbers (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, of: ([first, ...others]) => [first, ...others][below(others.length + 1)] ?? first };
}
