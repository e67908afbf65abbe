import type { Answer } from '../refusals/answer.js';

const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

/** What the answer has to do with its request. */
interface RequestFacts {
  /** @default 'GET' */
  readonly method?: string;
  /** The headers that every answer of the service carries. @default none */
  readonly common?: Readonly<Record<string, string>>;
}

/**
 * Makes the `Response`. Bodies are pretty-printed with two spaces, as those
 * of computes are (recorded); other providers print them otherwise. A header of the
 * answer replaces the common one of that name, under any case. The answer to a HEAD has no body, whatever its status.
 */
export function respond(answer: Answer, { method = 'GET', common = {} }: RequestFacts = {}): Response {
  const text = method === 'HEAD' ? null : textOf(answer);
  const response = new Response(text, {
    status: answer.status,
    headers: { ...common, ...bodyHeaders(text, answer.status) },
  });
  for (const [name, value] of Object.entries(answer.headers)) response.headers.set(name, value);
  return response;
}

function textOf({ text, json, indent = 2 }: Answer): string | null {
  return text ?? (json === undefined ? null : JSON.stringify(json, null, indent));
}

function bodyHeaders(text: string | null, status: number): Record<string, string> {
  if (text === null) return status === 204 ? {} : { 'Content-Length': '0' };
  return {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(byteLength(text)),
  };
}

/** Nearly every body is ASCII, and then there is no need to encode it only to count. */
function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : encoder.encode(text).byteLength;
}
