import { abortable } from '../runtime/abort.js';
import type { Clock } from '../runtime/clock.js';
import { requestToken, tokenTookTooLong } from './request-token.js';
import type { AccessToken, TokenCredential } from './token-credential.js';
import { withinTime } from './within-time.js';

/** A token is replaced this long before it expires, so that none expires on its way. */
const REFRESH_BEFORE_EXPIRY_MS = 2 * 60_000;
/** Time for a token to come. A person may have to sign in, so it is long; but a credential that hangs must not hang us. */
const MAX_REQUEST_MS = 5 * 60_000;
/** Time for a renewal to come while the token that is held still serves. */
const MAX_RENEWAL_MS = 10_000;

/** How long a token without a usable end is taken to be good; a 401 before that renews it as well. */
const ASSUMED_LIFETIME_MS = 5 * 60_000;

/** Where tokens come from, and what for. */
export interface TokenSource {
  readonly credential: TokenCredential;
  readonly scope: string;
  readonly clock: Clock;
}

/** A token that is on its way. */
interface PendingToken {
  readonly token: Promise<AccessToken>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Callers that need a token at the same time share one request for it, unless they have other claims to meet; it is
 * given up when the last of them leaves. Where a renewal fails ahead of time, the token that is held serves until its end.
 */
export class TokenCache {
  readonly #source: TokenSource;
  readonly #pending = new Map<string | null, PendingToken>();
  #held: AccessToken | null = null;

  constructor(source: TokenSource) {
    this.#source = source;
  }

  /** A token that is good for some time. */
  async current(signal: AbortSignal | undefined): Promise<AccessToken> {
    const held = this.#held;
    if (held === null || this.#hasExpired(held)) return this.#take(null, signal);
    return this.#isDue(held) ? this.#renew(held, signal) : held;
  }

  /** A token other than `used`, unless the credential has no other. */
  async refresh(
    used: AccessToken,
    claims: string | null,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> {
    const held = this.#held;
    return held !== null && held.token !== used.token ? held : this.#take(claims, signal);
  }

  async #take(claims: string | null, signal: AbortSignal | undefined): Promise<AccessToken> {
    signal?.throwIfAborted();
    const shared = this.#pending.get(claims) ?? this.#begin(claims);
    shared.waiting += 1;
    try {
      this.#held = withUsableEnd(await abortable(shared.token, signal), this.#source.clock.now());
      return this.#held;
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        this.#pending.delete(claims);
        shared.stop.abort();
      }
    }
  }

  #begin(claims: string | null): PendingToken {
    const { credential, scope, clock } = this.#source;
    const stop = new AbortController();
    const late = (): Error => tokenTookTooLong(scope, MAX_REQUEST_MS);
    const token = withinTime({ clock, limitMs: MAX_REQUEST_MS, signal: stop.signal, late }, (signal) =>
      requestToken(credential, { scope, claims, signal }),
    );
    const pending = { token, stop, waiting: 0 };
    this.#pending.set(claims, pending);
    return pending;
  }

  async #renew(before: AccessToken, signal: AbortSignal | undefined): Promise<AccessToken> {
    const { clock, scope } = this.#source;
    const late = (): Error => tokenTookTooLong(scope, MAX_RENEWAL_MS);
    try {
      const limit = { clock, limitMs: MAX_RENEWAL_MS, signal, late };
      return await withinTime(limit, (either) => this.#take(null, either));
    } catch (error) {
      if (signal?.aborted || this.#hasExpired(before)) throw error;
      return before;
    }
  }

  #hasExpired({ expiresOnTimestamp }: AccessToken): boolean {
    return this.#source.clock.now() >= expiresOnTimestamp;
  }

  #isDue({ expiresOnTimestamp, refreshAfterTimestamp }: AccessToken): boolean {
    const dueAt = Math.min(expiresOnTimestamp - REFRESH_BEFORE_EXPIRY_MS, refreshAfterTimestamp ?? Infinity);
    return this.#source.clock.now() >= dueAt;
  }
}

/**
 * A token whose end is missing, no number, or past when it comes (seconds instead of milliseconds, a clock that is
 * ahead) would never be renewed ahead, or be asked for with each request: it gets an assumed end.
 */
function withUsableEnd(token: AccessToken, now: number): AccessToken {
  const { expiresOnTimestamp: end, refreshAfterTimestamp: refreshAfter } = token;
  const isUsable = typeof end === 'number' && end > now && !Number.isNaN(end);
  const hasRefresh = typeof refreshAfter === 'number' && !Number.isNaN(refreshAfter);
  return {
    token: token.token,
    expiresOnTimestamp: isUsable ? end : now + ASSUMED_LIFETIME_MS,
    refreshAfterTimestamp: hasRefresh ? refreshAfter : undefined,
  };
}
