import type { ServerResponse } from 'node:http';
import type { HttpRefusal } from './http-refusal.js';

interface JsonAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with JSON that must not be cached. */
export function respondJson(response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/** Answers a refusal as a JSON-RPC error that belongs to no request. */
export function respondRefusal(response: ServerResponse, refusal: HttpRefusal): void {
  const { status, code, message, headers } = refusal;
  const body = { jsonrpc: '2.0', error: { code, message }, id: null };
  respondJson(response, { status, body, headers });
}
