import type { Answer } from './answer.js';

const encoder = new TextEncoder();
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ASCII = /^[\u0000-\u007f]*$/;

/** Makes the `Response`. Bodies are pretty-printed with two spaces, as the service's are (recorded). */
export function respond(answer: Answer, common: Readonly<Record<string, string>>): Response {
  const text = answer.text ?? (answer.json === undefined ? null : JSON.stringify(answer.json, null, 2));
  const headers: Record<string, string> = { ...common };
  if (text === null) {
    if (answer.status !== 204) headers['Content-Length'] = '0';
    return new Response(null, { status: answer.status, headers: Object.assign(headers, answer.headers) });
  }
  headers['Content-Type'] = 'application/json; charset=utf-8';
  headers['Content-Length'] = String(byteLength(text));
  return new Response(text, { status: answer.status, headers: Object.assign(headers, answer.headers) });
}

/** Nearly every body is ASCII, and then there is no need to encode it only to count. */
function byteLength(text: string): number {
  return ASCII.test(text) ? text.length : encoder.encode(text).byteLength;
}
