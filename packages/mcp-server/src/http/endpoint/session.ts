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

/** The name that the SDK gives to the stream that belongs to no request. */
const STANDALONE_STREAM = '_GET_stream';

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
  /** The answers that are streams, by the stream's id. */
  readonly #open = new Map<string, Exchange>();
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
    await serveWebRequest(exchange, async (request, options) => {
      const taken = request.method === 'GET' ? await this.#takeOver(request, exchange) : request;
      return this.#noteStream(exchange, () => this.#transport.handleRequest(taken, options));
    });
  }

  /**
   * A client that opens a stream again has lost the one before, even where this side has not noticed yet: the new one
   * takes its place. An event that is unknown, or forgotten by now, cannot be resumed from: the stream starts afresh.
   */
  async #takeOver(request: Request, exchange: Exchange): Promise<Request> {
    const eventId = request.headers.get('last-event-id');
    const streamId = eventId === null ? undefined : await this.#events.getStreamIdForEventId(eventId);
    if (streamId === undefined || streamId === STANDALONE_STREAM) {
      this.#transport.closeStandaloneSSEStream();
      return streamId === undefined ? withoutLastEvent(request) : request;
    }
    const lost = this.#open.get(streamId);
    if (lost !== undefined) {
      lost.response.destroy();
      await whenOver(lost);
    }
    this.#note(streamId, exchange);
    return request;
  }

  /** The SDK names the stream of a request by the first event that it stores, before it waits for anything. */
  #noteStream<T>(exchange: Exchange, answer: () => T): T {
    this.#events.onStream = (streamId) => this.#note(streamId, exchange);
    try {
      return answer();
    } finally {
      this.#events.onStream = null;
    }
  }

  #note(streamId: string, exchange: Exchange): void {
    this.#open.set(streamId, exchange);
    void whenOver(exchange).then(() => {
      if (this.#open.get(streamId) === exchange) this.#open.delete(streamId);
    });
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

function withoutLastEvent(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('last-event-id');
  return new Request(request, { headers });
}
