/** Gives 32 hex digits that cannot be guessed. */
export type NonceSource = () => string;

/** Draws them from the platform's secure random numbers. */
export const systemNonce: NonceSource = () => crypto.randomUUID().replaceAll('-', '');
