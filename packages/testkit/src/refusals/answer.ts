import type { JsonObject } from '../json.js';

/** What the service says, before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: JsonObject;
  /** Sent as it is; wins over `json`. */
  readonly text?: string;
}

/** An answer with a JSON body. */
export function answerJson(
  json: JsonObject,
  options: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer {
  return { status: options.status ?? 200, headers: options.headers ?? {}, json };
}

/** An answer without a body. */
export function answerEmpty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers };
}
