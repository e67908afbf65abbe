import type { ClaimsWording } from '../refusals/token-refusals.js';
import type { RouteName } from './route-name.js';

/**
 * Which calls a fault is meant for. All members that are given must hold. Beside them, a fault waits for a call that
 * all of its effects can show on: one that starts an operation for `stuck`, a list for a foreign next link.
 */
export interface FaultMatch {
  /** `GET`, `HEAD`, `PUT`, `PATCH`, `POST` or `DELETE`. */
  readonly method?: string;
  /** A part of the path (without regard to case), or a pattern for it. */
  readonly path?: string | RegExp;
  /** The operation by its name, such as `compute.put`. */
  readonly route?: RouteName;
  /** The first matching call that is hit, counted from 1. Default: 1. */
  readonly nth?: number;
}

/** What goes wrong. Durations are milliseconds, except `retryAfterSeconds`, which goes on the wire as it is. */
export type FaultEffect =
  /** The answer comes late; an abort of the request ends the wait. */
  | { readonly kind: 'latency'; readonly delayMs: number }
  /** The connection breaks, before the service saw the request or after it acted on it. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** An ARM error instead of the answer; the service does not act. */
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A text instead of the answer: garbage, HTML, a cut-off JSON. The service does not act. */
  | { readonly kind: 'text'; readonly text: string; readonly status?: number; readonly contentType?: string }
  /** The operation that this call starts never ends. */
  | { readonly kind: 'stuck' }
  /** The operation that this call starts takes this long instead of the usual time. */
  | { readonly kind: 'duration'; readonly durationMs: number }
  /** The operation that this call starts ends like this. */
  | { readonly kind: 'fails'; readonly code?: string; readonly message?: string }
  | { readonly kind: 'cancels' }
  /** The operation reports success, and the resource is Failed. */
  | { readonly kind: 'contradicts' }
  /** The operation cannot be read any more once it is over (404). */
  | { readonly kind: 'vanishes' }
  /** A word instead of the provisioningState (resource) or status (operation) in the answer. */
  | { readonly kind: 'state'; readonly state: string }
  /** A header is missing from the answer, or has another value. */
  | { readonly kind: 'drop-header'; readonly name: string }
  | { readonly kind: 'set-header'; readonly name: string; readonly value: string }
  /** The operation URL or the next link of the answer points to another origin. */
  | { readonly kind: 'foreign-url'; readonly where: 'operation' | 'next-link'; readonly origin: string }
  /**
   * The access token is refused and a claims challenge asks for another one. `claims` is the JSON that is asked for;
   * by default, a token of a new session. The default wording is `insufficient-claims`.
   */
  | { readonly kind: 'claims-challenge'; readonly wording?: ClaimsWording; readonly claims?: string }
  /** The access token is refused as one of another tenant. */
  | { readonly kind: 'wrong-tenant' };

/** One planned fault. */
export interface Fault {
  /** Default: any call. */
  readonly match?: FaultMatch;
  /** How many calls it hits before it is used up. Default: 1. `-1` means no end. */
  readonly times?: number;
  /** One effect, or several at once. */
  readonly effect: FaultEffect | readonly FaultEffect[];
}
