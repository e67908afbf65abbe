import type { Json } from '../json.js';

/** A code and a message, as ARM writes them. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
}

/** How an operation ends. It is fixed when the operation is accepted, like a letter already written. */
export type Outcome =
  | { readonly kind: 'succeeds' }
  | { readonly kind: 'cancels' }
  | { readonly kind: 'never-ends' }
  | { readonly kind: 'fails'; readonly error: ErrorBody; readonly provisioningErrors: readonly Json[] }
  /** The operation reports success, the resource is Failed all the same. */
  | { readonly kind: 'contradicts'; readonly provisioningErrors: readonly Json[] };
