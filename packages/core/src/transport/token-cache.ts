import type { Clock } from '../runtime/clock.js';
import { requestToken, tokenTookTooLong } from './request-token.js';
import { withinTime } from './time-limit.js';
import type { AccessToken, TokenCredential } from './token-credential.js';

/** A token is replaced this long before it expires, so that none expires on its way. */
const REFRESH_BEFORE_EXPIRY_MS = 2 * 60_000;
/** Time for a token to come. A person may have to sign in, so it is long; but a credential that hangs must not hang us. */
const MAX_REQUEST_MS = 5 * 60_000;
/** Time for a renewal to come while the token that is held still serves. */
const MAX_RENEWAL_MS = 10_000;

export interface TokenSource {
  readonly credential: TokenCredential;
  readonly scope: string;
  readonly clock: Clock;
}

export interface TokenCache {
  current(signal: AbortSignal): Promise<AccessToken>;
  /** A token other than `used`, unless the credential has no other. */
  refresh(used: AccessToken, claims: string | null, signal: AbortSignal): Promise<AccessToken>;
}

/** A token that is on its way. */
interface Pending {
  readonly token: Promise<AccessToken>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Callers that need a token at the same time share one request for it, unless they have other claims to meet; it is
 * given up when the last of them leaves. Where a renewal fails ahead of time, the token that is held serves until its end.
 */
export function createTokenCache({ credential, scope, clock }: TokenSource): TokenCache {
  let held: AccessToken | null = null;
  const pending = new Map<string | null, Pending>();

  const begin = (claims: string | null): Pending => {
    const stop = new AbortController();
    const late = (): Error => tokenTookTooLong(scope, MAX_REQUEST_MS);
    const token = withinTime({ clock, limitMs: MAX_REQUEST_MS, signal: stop.signal, late }, (signal) =>
      requestToken(credential, { scope, claims, signal }),
    );
    const begun = { token, stop, waiting: 0 };
    pending.set(claims, begun);
    return begun;
  };

  const take = async (claims: string | null, signal: AbortSignal): Promise<AccessToken> => {
    signal.throwIfAborted();
    const shared = pending.get(claims) ?? begin(claims);
    shared.waiting += 1;
    try {
      held = await abortable(shared.token, signal);
      return held;
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        pending.delete(claims);
        shared.stop.abort();
      }
    }
  };

  const renew = async (before: AccessToken, signal: AbortSignal): Promise<AccessToken> => {
    const late = (): Error => tokenTookTooLong(scope, MAX_RENEWAL_MS);
    try {
      const limit = { clock, limitMs: MAX_RENEWAL_MS, signal, late };
      return await withinTime(limit, (either) => take(null, either));
    } catch (error) {
      if (signal.aborted || hasExpired(before, clock)) throw error;
      return before;
    }
  };

  return {
    current: async (signal) => {
      if (held === null || hasExpired(held, clock)) return take(null, signal);
      return isDue(held, clock) ? renew(held, signal) : held;
    },
    refresh: async (used, claims, signal) =>
      held !== null && held.token !== used.token ? held : take(claims, signal),
  };
}

function hasExpired({ expiresOnTimestamp }: AccessToken, clock: Clock): boolean {
  return clock.now() >= expiresOnTimestamp;
}

function isDue({ expiresOnTimestamp, refreshAfterTimestamp }: AccessToken, clock: Clock): boolean {
  const dueAt = Math.min(expiresOnTimestamp - REFRESH_BEFORE_EXPIRY_MS, refreshAfterTimestamp ?? Infinity);
  return clock.now() >= dueAt;
}

/** Waits for a shared promise without being bound to it. */
function abortable<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
