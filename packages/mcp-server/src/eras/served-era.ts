/** What an operator can let the server speak: the legacy era alone, or both. */
export const SERVED_ERAS = ['legacy', 'both'] as const;

/** Which families of protocol revisions are served. */
export type ServedEra = (typeof SERVED_ERAS)[number];
