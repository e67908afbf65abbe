/** What came of reading something. Being refused is not the same as its absence. */
export type Fact<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'forbidden' }
  /** `code` is the service's, such as `MissingSubscriptionRegistration`; null where it gave none. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly code: string | null };
