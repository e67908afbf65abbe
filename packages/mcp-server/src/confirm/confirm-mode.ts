/**
 * How a detach or a preparation is confirmed. `auto`: a person is asked where the client can, else by token; `elicit`: only by asking;
 * `token`: only by token; `off`: not at all, for unattended runbooks.
 */
export const CONFIRM_MODES = ['auto', 'elicit', 'token', 'off'] as const;
/** How a detach or a preparation is confirmed. */
export type ConfirmMode = (typeof CONFIRM_MODES)[number];
