import type { Clock } from '@azureml-kubernetes/core';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import type { McpServer } from '../../eras/legacy/create-mcp-server.js';
import { RunningWork } from '../../runtime/running-work.js';
import { withTimeLimit } from '../../runtime/with-time-limit.js';
import type { HttpCaller } from '../auth/http-caller.js';
import { type Exchange, whenOver } from '../exchange/exchange.js';
import { wantsProgress } from '../exchange/messages.js';
import { serveWebRequest } from '../exchange/serve-web-request.js';
import { answerCanceled } from './answer-canceled.js';
import type { Endpoint } from './endpoint.js';

/** How long a call whose client has gone may go on: enough for a write to end properly, too little for a wait. */
const ABANDONED_MS = 10_000;

/** What answering without sessions stands on. */
export interface StatelessOptions {
  readonly open: (caller: HttpCaller) => McpServer;
  readonly clock: Clock;
}

/** A server for each request, so that any replica can answer it. It cannot ask anything back. */
export class Stateless implements Endpoint {
  readonly methods = ['POST'];
  readonly #options: StatelessOptions;
  readonly #servers = new Set<McpServer>();
  readonly #exchanges = new RunningWork();

  constructor(options: StatelessOptions) {
    this.#options = options;
  }

  async handle(exchange: Exchange, caller: HttpCaller): Promise<void> {
    const server = this.#options.open(caller);
    const transport = new WebStandardStreamableHTTPServerTransport({
      enableJsonResponse: !wantsProgress(exchange.body),
    });
    this.#servers.add(server);
    void this.#exchanges.track(this.#end(server, exchange));
    answerCanceled(server, transport);
    await server.connect(transport);
    await serveWebRequest(exchange, (request, options) => transport.handleRequest(request, options));
  }

  async #end(server: McpServer, exchange: Exchange): Promise<void> {
    await whenOver(exchange);
    if (!exchange.response.writableFinished)
      await withTimeLimit(server.idle(), ABANDONED_MS, this.#options.clock);
    this.#servers.delete(server);
    await server.close();
  }

  drain(): Promise<void> {
    return this.#exchanges.idle();
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#servers].map((server) => server.close()));
    await this.#exchanges.idle();
  }
}
