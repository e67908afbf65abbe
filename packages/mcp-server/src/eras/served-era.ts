/** What an operator can let the server speak: both eras, or the legacy one alone. */
export const SERVED_ERAS = ['both', 'legacy'] as const;

/** Which families of protocol revisions are served. */
export type ServedEra = (typeof SERVED_ERAS)[number];
