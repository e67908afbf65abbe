/** What came of reading something. Being refused is not the same as its absence. */
export type Fact<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'unreadable'; readonly reason: string };
