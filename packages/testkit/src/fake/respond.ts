import type { Answer } from './answer.js';

const encoder = new TextEncoder();

/** Makes the `Response`. Bodies are pretty-printed with two spaces, as the service's are (recorded). */
export function respond(answer: Answer, common: Readonly<Record<string, string>>): Response {
  const text = answer.text ?? (answer.json === undefined ? null : JSON.stringify(answer.json, null, 2));
  const headers: Record<string, string> = { ...common };
  if (text === null) {
    if (answer.status !== 204) headers['Content-Length'] = '0';
    return new Response(null, { status: answer.status, headers: Object.assign(headers, answer.headers) });
  }
  const bytes = encoder.encode(text);
  headers['Content-Type'] = 'application/json; charset=utf-8';
  headers['Content-Length'] = String(bytes.byteLength);
  return new Response(bytes, { status: answer.status, headers: Object.assign(headers, answer.headers) });
}
