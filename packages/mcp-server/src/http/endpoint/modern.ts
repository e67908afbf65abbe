import type { Clock } from '@azureml-kubernetes/core';
import type { HttpHandler } from '../../eras/modern/create-http-handler.js';
import type { Log } from '../../observability/log.js';
import type { Session } from '../../protocol/open-session.js';
import { RunningWork } from '../../runtime/running-work.js';
import { withTimeLimit } from '../../runtime/with-time-limit.js';
import type { HttpCaller } from '../auth/http-caller.js';
import { type Exchange, whenOver } from '../exchange/exchange.js';
import { HttpRefusal } from '../exchange/http-refusal.js';
import { calledTools, wantsToListen } from '../exchange/messages.js';
import { serveWebRequest } from '../exchange/serve-web-request.js';
import type { Endpoint } from './endpoint.js';

/** How long a write whose client has gone may go on, to end properly. */
const ABANDONED_MS = 10_000;
const RETRY_AFTER_SECONDS = 10;

/** What the endpoint of the modern era is made of. */
export interface ModernOptions {
  /** What a caller is served with. */
  readonly open: (caller: HttpCaller) => Session;
  /** Whether a tool of this name changes anything. */
  readonly isWrite: (tool: string) => boolean;
  /** How many streams one caller may listen to at a time. */
  readonly maxStreams: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Answers requests of the modern era: each says all that there is to know, so any replica can answer it. */
export class Modern implements Endpoint {
  readonly methods = ['POST'];
  readonly #options: ModernOptions;
  readonly #handlers = new Set<HttpHandler>();
  /** Those that only listen, with the principal of each. */
  readonly #listening = new Map<HttpHandler, string>();
  readonly #exchanges = new RunningWork();

  constructor(options: ModernOptions) {
    this.#options = options;
  }

  async handle(exchange: Exchange, caller: HttpCaller): Promise<void> {
    const { open, log } = this.#options;
    const listens = wantsToListen(exchange.body);
    if (listens) this.#requireRoom(caller);
    // The first request of this era loads what answers it.
    const { createHttpHandler } = await import('../../eras/modern/create-http-handler.js');
    const handler = createHttpHandler(open(caller), log);
    const gone = new AbortController();
    this.#handlers.add(handler);
    if (listens) this.#listening.set(handler, caller.principal);
    void this.#exchanges.track(this.#end(handler, exchange, gone));
    await serveWebRequest(exchange, handler.fetch, gone.signal);
  }

  /** A client cancels by hanging up: a read stops at once, a write is not cut in the middle. */
  async #end(handler: HttpHandler, exchange: Exchange, gone: AbortController): Promise<void> {
    const { isWrite, clock } = this.#options;
    await whenOver(exchange);
    if (!exchange.response.writableFinished) {
      if (calledTools(exchange.body).some(isWrite)) await withTimeLimit(handler.idle(), ABANDONED_MS, clock);
      gone.abort('gone');
    }
    this.#handlers.delete(handler);
    this.#listening.delete(handler);
    await handler.close();
  }

  /** A stream holds a connection for as long as its client wants. */
  #requireRoom({ principal }: HttpCaller): void {
    const held = [...this.#listening.values()].filter((one) => one === principal).length;
    if (held < this.#options.maxStreams) return;
    throw new HttpRefusal(503, 'Too many subscriptions: end one first', {
      headers: { 'retry-after': String(RETRY_AFTER_SECONDS) },
    });
  }

  async drain(): Promise<void> {
    await Promise.allSettled([...this.#listening.keys()].map((handler) => handler.close()));
    await this.#exchanges.idle();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#handlers].map((handler) => handler.close()));
    await this.#exchanges.idle();
  }
}
