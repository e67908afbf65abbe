import { abortable } from '../../runtime/abort.js';
import type { Clock } from '../../runtime/clock.js';
import { withinTime } from '../within-time.js';
import { requestToken, tokenTookTooLong } from './request-token.js';
import type { AccessToken, TokenCredential } from './token-credential.js';

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
  /** Origin of the authority, to be named where it cannot be reached. */
  readonly authority?: string | undefined;
  readonly clock: Clock;
}

/** What a token has to meet beside its scope. */
export interface TokenDemands {
  /** The claims of a challenge, as JSON; null where there are none. */
  readonly claims: string | null;
  /** The tenant that has to issue it; null leaves that to the credential. */
  readonly tenantId: string | null;
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
  readonly #pending = new Map<string, PendingToken>();
  #held: AccessToken | null = null;
  /** The tenant that the service asked for, and whose tokens are good since. */
  #tenantId: string | null = null;

  constructor(source: TokenSource) {
    this.#source = source;
  }

  /** A token that is good for some time. */
  async current(signal: AbortSignal | undefined): Promise<AccessToken> {
    const held = this.#held;
    if (held === null || this.#hasExpired(held)) return this.#take(this.#usual(), signal);
    return this.#isDue(held) ? this.#renew(held, signal) : held;
  }

  /** A token other than `used`, unless the credential has no other. */
  async refresh(
    used: AccessToken,
    demands: TokenDemands,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> {
    const held = this.#held;
    if (held !== null && held.token !== used.token) return held;
    const { claims, tenantId } = demands;
    const fresh = await this.#take({ claims, tenantId: tenantId ?? this.#tenantId }, signal);
    if (tenantId !== null) this.#tenantId = tenantId;
    return fresh;
  }

  #usual(): TokenDemands {
    return { claims: null, tenantId: this.#tenantId };
  }

  async #take(demands: TokenDemands, signal: AbortSignal | undefined): Promise<AccessToken> {
    signal?.throwIfAborted();
    const key = JSON.stringify([demands.claims, demands.tenantId]);
    const shared = this.#pending.get(key) ?? this.#begin(key, demands);
    shared.waiting += 1;
    try {
      this.#held = withUsableEnd(await abortable(shared.token, signal), this.#source.clock.now());
      return this.#held;
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        this.#pending.delete(key);
        shared.stop.abort();
      }
    }
  }

  #begin(key: string, demands: TokenDemands): PendingToken {
    const { credential, scope, authority, clock } = this.#source;
    const stop = new AbortController();
    const late = (): Error => tokenTookTooLong(scope, MAX_REQUEST_MS);
    const token = withinTime({ clock, limitMs: MAX_REQUEST_MS, signal: stop.signal, late }, (signal) =>
      requestToken(credential, { scope, authority, ...demands, signal }),
    );
    const pending = { token, stop, waiting: 0 };
    this.#pending.set(key, pending);
    return pending;
  }

  async #renew(before: AccessToken, signal: AbortSignal | undefined): Promise<AccessToken> {
    const { clock, scope } = this.#source;
    const late = (): Error => tokenTookTooLong(scope, MAX_RENEWAL_MS);
    try {
      const limit = { clock, limitMs: MAX_RENEWAL_MS, signal, late };
      return await withinTime(limit, (either) => this.#take(this.#usual(), either));
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
 * Gives a token an assumed end where its own is missing, no number, or past when it comes (seconds instead of
 * milliseconds, a clock that is ahead). It would never be renewed ahead, or be asked for with each request.
 */
function withUsableEnd(token: AccessToken, now: number): AccessToken {
  const { expiresOnTimestamp: end, refreshAfterTimestamp: refreshAfter } = token;
  const isUsable = typeof end === 'number' && end > now;
  const hasRefresh = typeof refreshAfter === 'number' && !Number.isNaN(refreshAfter);
  return {
    ...token,
    expiresOnTimestamp: isUsable ? end : now + ASSUMED_LIFETIME_MS,
    refreshAfterTimestamp: hasRefresh ? refreshAfter : undefined,
  };
}
