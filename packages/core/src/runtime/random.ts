/** A number in [0, 1). Injected, so that jitter can be pinned in tests. */
export type Random = () => number;

/** Draws from the platform; not for secrets. */
export const systemRandom: Random = Math.random;
