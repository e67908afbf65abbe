import type { JsonObject } from '../json.js';

/** What the service says, before it becomes a `Response`. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly json?: JsonObject;
  /** How far JSON is indented: not at all, or by so many spaces. @default 2 */
  readonly indent?: 0 | 1 | 2;
  /** Sent as it is; wins over `json`. */
  readonly text?: string;
}

/** An answer with a JSON body. */
export function answerJson(
  json: JsonObject,
  options: Partial<Pick<Answer, 'status' | 'headers' | 'indent'>> = {},
): Answer {
  return { status: 200, headers: {}, ...options, json };
}

/** An answer without a body. */
export function answerEmpty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers };
}
