import type { Answer } from '../refusals/answer.js';

const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

/**
 * Makes the `Response`. Bodies are pretty-printed with two spaces, as those
 * of computes are (recorded); other providers print them otherwise. A header of the
 * answer replaces the common one of that name, under any case.
 */
export function respond(answer: Answer, common: Readonly<Record<string, string>>): Response {
  const text =
    answer.text ?? (answer.json === undefined ? null : JSON.stringify(answer.json, null, answer.indent ?? 2));
  const response = new Response(text, {
    status: answer.status,
    headers: { ...common, ...bodyHeaders(text, answer.status) },
  });
  for (const [name, value] of Object.entries(answer.headers)) response.headers.set(name, value);
  return response;
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
