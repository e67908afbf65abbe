/** Gives 32 hex digits that nobody can guess. */
export type NonceSource = () => string;

/** Draws them from the platform's secure random numbers. */
export const systemNonce: NonceSource = () => crypto.randomUUID().replaceAll('-', '');
