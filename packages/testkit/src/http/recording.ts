import { redactBody, redactHeaders, redactTextBody, redactUrl } from '../journal/redact.js';
import { isJsonObject, type Json } from '../json.js';

/** One request and its answer as plain JSON, without secrets. */
export interface RecordedExchange {
  readonly request: {
    readonly method: string;
    /** Path and query; the signature of an operation URL is hidden. */
    readonly target: string;
    readonly body: Json;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** The parsed body; a text when it is no JSON; null without one. */
    readonly body: Json;
  };
}

/** Anything with the shape of `fetch` that takes a `Request`. */
export type FetchLike = (request: Request) => Promise<Response>;

/** A replay was asked for something else than what was recorded. */
export class ReplayMismatchError extends Error {
  override readonly name = 'ReplayMismatchError';
}

/** Records what goes through a fetch, a live one or a fake. `exchanges` grows as requests are answered. */
export function recordExchanges(fetch: FetchLike): {
  readonly fetch: FetchLike;
  readonly exchanges: readonly RecordedExchange[];
} {
  const exchanges: RecordedExchange[] = [];
  const recording: FetchLike = async (request) => {
    const sent = await request.clone().text();
    const response = await fetch(request);
    const received = await response.clone().text();
    exchanges.push({
      request: { method: request.method, target: redactUrl(new URL(request.url)), body: readable(sent) },
      response: { status: response.status, headers: keptHeaders(response.headers), body: readable(received) },
    });
    return response;
  };
  return { fetch: recording, exchanges };
}

/**
 * Plays a recording back: each request must be the next one that was recorded, with the same body but for its secrets.
 * URLs in headers keep the origin of the recording.
 *
 * @throws ReplayMismatchError for another request, or for one too many
 */
export function replayExchanges(exchanges: readonly RecordedExchange[]): FetchLike {
  let position = 0;
  return async (request) => {
    const target = redactUrl(new URL(request.url));
    const next = exchanges[position];
    if (next === undefined)
      throw new ReplayMismatchError(`${request.method} ${target}: the recording is over`);
    const { method, target: expected } = next.request;
    if (request.method !== method || target !== expected)
      throw new ReplayMismatchError(`expected ${method} ${expected}, got ${request.method} ${target}`);
    requireBody(next, readable(await request.clone().text()));
    position += 1;
    const { status, headers, body } = next.response;
    return new Response(body === null ? null : written(body), { status, headers });
  };
}

function requireBody({ request }: RecordedExchange, got: Json): void {
  const [expected, actual] = [request.body, got].map((body) => JSON.stringify(body));
  if (expected !== actual)
    throw new ReplayMismatchError(
      `${request.method} ${request.target}: expected the body ${expected}, got ${actual}`,
    );
}

function readable(text: string): Json {
  if (text === '') return null;
  try {
    return redactBody(JSON.parse(text));
  } catch {
    return redactTextBody(text);
  }
}

function written(body: Json): string {
  return isJsonObject(body) || Array.isArray(body) ? JSON.stringify(body, null, 2) : String(body);
}

/** Lengths no longer hold once a body is written again, and cookies do not belong in a recording. */
function keptHeaders(headers: Headers): Record<string, string> {
  const dropped = new Set(['content-length', 'content-encoding', 'transfer-encoding', 'set-cookie']);
  const kept = Object.entries(redactHeaders(headers)).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [name, URL_HEADERS.has(name) ? redactLink(value) : value]),
  );
}

const URL_HEADERS: ReadonlySet<string> = new Set(['azure-asyncoperation', 'location']);

function redactLink(value: string): string {
  if (!URL.canParse(value)) return value;
  const url = new URL(value);
  return `${url.origin}${redactUrl(url)}`;
}
