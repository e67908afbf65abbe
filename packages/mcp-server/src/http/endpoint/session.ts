import { randomUUID } from 'node:crypto';
import type { Clock } from '@azureml-kubernetes/core';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { McpServer } from '../../eras/legacy/create-mcp-server.js';
import { RunningWork } from '../../runtime/running-work.js';
import type { HttpCaller } from '../auth/http-caller.js';
import { type Exchange, whenOver } from '../exchange/exchange.js';
import { serveWebRequest } from '../exchange/serve-web-request.js';
import { answerCanceled } from './answer-canceled.js';
import type { EventBudget } from './event-budget.js';
import { EventMemory } from './event-memory.js';

/** When a client whose stream broke is to come back. */
const RECONNECT_MS = 1_000;

/** What a session belongs to and stands on. */
export interface SessionOptions {
  readonly caller: HttpCaller;
  readonly server: McpServer;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** Bounds the events that all sessions keep. */
  readonly budget: EventBudget;
}

/** One client's conversation: its server, its transport, and what is under way in it. */
export class Session {
  readonly id: string = randomUUID();
  readonly #caller: HttpCaller;
  readonly #server: McpServer;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #events: EventMemory;
  readonly #transport: WebStandardStreamableHTTPServerTransport;
  readonly #calls = new RunningWork();
  readonly #streams = new RunningWork();
  #usedAt: number;

  constructor({ caller, server, clock, budget }: SessionOptions) {
    this.#caller = caller;
    this.#server = server;
    this.#clock = clock;
    this.#usedAt = clock.monotonic();
    this.#events = new EventMemory(budget);
    this.#transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => this.id,
      eventStore: this.#events,
      retryInterval: RECONNECT_MS,
    });
  }

  get principal(): string {
    return this.#caller.principal;
  }

  /** False until the client's `initialize` has been taken. */
  get initialized(): boolean {
    return this.#transport.sessionId !== undefined;
  }

  /** Since when it is idle, in monotonic milliseconds; null while it is in use. */
  get idleSince(): number | null {
    return this.#calls.isIdle && this.#streams.isIdle ? this.#usedAt : null;
  }

  /** Another caller, or the same with other rights, gets to know nothing of this session. */
  isOf({ principal, access, mayPrepare }: HttpCaller): boolean {
    const own = this.#caller;
    return principal === own.principal && access === own.access && mayPrepare === own.mayPrepare;
  }

  async open(onClosed: () => void): Promise<void> {
    this.#server.onClosed(onClosed);
    answerCanceled(this.#server, this.#transport);
    await this.#server.connect(this.#transport);
  }

  async handle(exchange: Exchange): Promise<void> {
    const kind = exchange.request.method === 'GET' ? this.#streams : this.#calls;
    // A call goes on when its connection breaks, and its session is in use until it has ended.
    const over = whenOver(exchange).then(() => (kind === this.#calls ? this.#server.idle() : undefined));
    void kind.track(over).then(() => {
      this.#usedAt = this.#clock.monotonic();
    });
    await serveWebRequest(exchange, (request, options) => this.#transport.handleRequest(request, options));
  }

  /** Resolves once the running calls have answered; streams that only listen are ended. */
  async drain(): Promise<void> {
    this.#transport.closeStandaloneSSEStream();
    await Promise.all([this.#calls.idle(), this.#server.idle()]);
  }

  /** Forgets the events that are kept: the client is gone for good. */
  forget(): void {
    this.#events.close();
  }

  /** Resolves once all that was written has left, too. */
  async close(): Promise<void> {
    await this.#server.close();
    this.forget();
    await Promise.all([this.#calls.idle(), this.#streams.idle()]);
  }
}
