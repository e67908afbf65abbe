/** The answer to "may this be done?". */
export type Confirmation =
  /** `asked` when a person was asked, which takes time in which things may have changed. */
  | { readonly kind: 'confirmed'; readonly how: 'asked' | 'token' | 'off' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** No person could be asked, or none answered; the token lets a second call act. */
  | ({ readonly kind: 'unavailable' } & IssuedToken);

/** A token with its end, as a caller is given it. */
export interface IssuedToken {
  readonly token: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}
