import type { Clock } from '@azureml-kubernetes/core';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import type { McpServer } from '../../eras/legacy/create-mcp-server.js';
import type { Log } from '../../observability/log.js';
import type { HttpCaller } from '../auth/http-caller.js';
import type { Exchange } from '../exchange/exchange.js';
import { HttpRefusal } from '../exchange/http-refusal.js';
import type { Endpoint } from './endpoint.js';
import { EventBudget } from './event-budget.js';
import { Session } from './session.js';

/** What the MCP SDK answers for a session that is not there. */
const NO_SESSION = -32_001;
const RETRY_AFTER_SECONDS = 10;

/** What all sessions keep of their last events, in bytes. */
const MAX_EVENT_BYTES = 32 * 1024 * 1024;

/** How many sessions there may be, and for how long. */
export interface SessionLimits {
  /** A session that is idle for so long is closed. */
  readonly idleMs: number;
  readonly max: number;
  readonly maxPerPrincipal: number;
}

/** What keeping sessions stands on. */
export interface SessionsOptions {
  readonly open: (caller: HttpCaller) => McpServer;
  readonly limits: SessionLimits;
  readonly clock: Clock;
  readonly log: Log;
}

/** The sessions of this process. Another process knows nothing of them. */
export class Sessions implements Endpoint {
  readonly methods = ['GET', 'POST', 'DELETE'];
  readonly #options: SessionsOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #budget = new EventBudget(MAX_EVENT_BYTES);

  constructor(options: SessionsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#sessions.size;
  }

  async handle(exchange: Exchange, caller: HttpCaller): Promise<void> {
    const id = exchange.request.headers['mcp-session-id'];
    if (id === undefined) return this.#start(exchange, caller);
    return this.#find(String(id), caller).handle(exchange);
  }

  async #start(exchange: Exchange, caller: HttpCaller): Promise<void> {
    if (!isInitializeRequest(exchange.body))
      throw new HttpRefusal(400, 'The Mcp-Session-Id header is missing: a session starts with initialize');
    this.#makeRoom(caller);
    const { open, clock, log } = this.#options;
    const session = new Session({ caller, server: open(caller), clock, budget: this.#budget });
    this.#sessions.set(session.id, session);
    await session.open(() => {
      session.forget();
      if (this.#sessions.delete(session.id)) log('info', 'session-ended', { sessions: this.size });
    });
    try {
      await session.handle(exchange);
    } finally {
      if (!session.initialized) session.close().catch(() => {});
    }
    if (session.initialized) log('info', 'session-started', { sessions: this.size });
  }

  /** A session of another caller is answered like one that does not exist. */
  #find(id: string, caller: HttpCaller): Session {
    const session = this.#sessions.get(id);
    if (session?.isOf(caller) && !this.#isExpired(session)) return session;
    throw new HttpRefusal(404, 'There is no such session: start a new one with initialize', {
      code: NO_SESSION,
    });
  }

  /**
   * At a limit the caller's own session that was used longest ago makes room. Where the caller has none that is idle and
   * may have one more, it is a session of the caller who holds the most: sessions left behind lock no one out.
   */
  #makeRoom({ principal }: HttpCaller): void {
    const { max, maxPerPrincipal } = this.#options.limits;
    const held = Map.groupBy(this.#sessions.values(), (session) => session.principal);
    const heldBy = (one: string): number => held.get(one)?.length ?? 0;
    const mayHaveMore = heldBy(principal) < maxPerPrincipal;
    if (this.size < max && mayHaveMore) return;
    const idle = this.#idle();
    const own = idle.find((session) => session.principal === principal);
    const [ofMost] = idle.sort((one, other) => heldBy(other.principal) - heldBy(one.principal));
    const leaving = own ?? (mayHaveMore ? ofMost : undefined);
    if (leaving === undefined)
      throw new HttpRefusal(503, 'Too many sessions', {
        headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
      });
    this.#end(leaving);
  }

  /** The idle ones, the one used longest ago first. */
  #idle(): Session[] {
    return [...this.#sessions.values()]
      .flatMap((session) => (session.idleSince === null ? [] : [{ session, since: session.idleSince }]))
      .sort((one, other) => one.since - other.since)
      .map(({ session }) => session);
  }

  #isExpired({ idleSince }: Session): boolean {
    const { clock, limits } = this.#options;
    return idleSince !== null && clock.monotonic() - idleSince >= limits.idleMs;
  }

  #end(session: Session): void {
    this.#sessions.delete(session.id);
    session.close().catch(() => {});
    this.#options.log('info', 'session-ended', { sessions: this.size });
  }

  /** Closes what is no longer used, again and again until the signal aborts. */
  async expire(signal: AbortSignal): Promise<void> {
    const { clock, limits } = this.#options;
    while (!signal.aborted) {
      await clock.sleep(limits.idleMs / 4, signal).catch(() => {});
      for (const session of this.#sessions.values()) if (this.#isExpired(session)) this.#end(session);
    }
  }

  async drain(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => session.drain()));
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#sessions.values()].map((session) => session.close()));
  }
}
