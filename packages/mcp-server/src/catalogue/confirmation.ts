/** The answer to "may this be done?". */
export type Confirmation =
  /** `asked` when a person was asked, which takes time in which things may have changed. */
  | { readonly kind: 'confirmed'; readonly how: 'asked' | 'token' | 'off' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** No person could be asked; the token lets a second call act. */
  | { readonly kind: 'unavailable'; readonly token: string; readonly expiresAt: string };
