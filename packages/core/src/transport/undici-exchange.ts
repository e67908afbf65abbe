import type { Dispatcher } from 'undici';
import { onAbort } from '../runtime/abort.js';
import { BoundedBody } from './bounded-body.js';
import type { TransportAnswer, TransportHeaders, TransportRequest } from './transport.js';

type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Sends one request through a dispatcher of undici, which calls the members `on…`, and collects its answer. */
export class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly #request: TransportRequest;
  readonly #ended = Promise.withResolvers<TransportAnswer>();
  readonly #body = new BoundedBody();
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #headers: RawHeaders = {};

  constructor(request: TransportRequest) {
    this.#request = request;
  }

  /** @throws what the dispatcher fails with, or the signal's reason. */
  async run(dispatcher: Dispatcher): Promise<TransportAnswer> {
    const { signal } = this.#request;
    signal?.throwIfAborted();
    const release = onAbort(signal, (reason) => {
      this.#ended.reject(reason);
      this.#controller?.abort(new Error('the request was stopped'));
    });
    try {
      dispatcher.dispatch(this.#options(), this);
      return await this.#ended.promise;
    } finally {
      release();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#request.signal?.aborted) controller.abort(new Error('the request was stopped'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: RawHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Uint8Array): void {
    if (this.#body.add(part)) return;
    this.onResponseEnd();
    controller.abort(new Error('the body is too long'));
  }

  onResponseEnd(): void {
    this.#ended.resolve({
      status: this.#status,
      headers: plainHeaders(this.#headers),
      body: this.#body.text(),
    });
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#ended.reject(error);
  }

  /** `timeoutMs` also ends silence on the connection, where nothing else keeps the time. */
  #options(): Dispatcher.DispatchOptions {
    const { method, url, headers, body, timeoutMs } = this.#request;
    const { origin, pathname, search } = new URL(url);
    return {
      method,
      origin,
      path: `${pathname}${search}`,
      headers: { ...headers },
      body: body ?? null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    };
  }
}

/** A header that came more than once is a list, which HTTP writes with commas; mostly there is none. */
function plainHeaders(raw: RawHeaders): TransportHeaders {
  return isPlain(raw) ? raw : Object.fromEntries(Object.entries(raw).flatMap(plainHeader));
}

function isPlain(raw: RawHeaders): raw is TransportHeaders {
  return Object.values(raw).every((value) => typeof value === 'string');
}

function plainHeader([name, value]: [string, RawHeaders[string]]): [string, string][] {
  if (value === undefined) return [];
  return [[name, typeof value === 'string' ? value : value.join(', ')]];
}
