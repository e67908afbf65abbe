import { isJsonObject, type Json } from '../json.js';

const HIDDEN = '[redacted]';
const SECRET_MEMBER = /connectionstring|password|secret|token|credential|privatekey|accountkey|^key$/i;
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'x-ms-authorization-auxiliary',
]);
const SIGNATURE_PARAMETERS: ReadonlySet<string> = new Set(['t', 'c', 's', 'h', 'sig']);

/** A body without its secrets: every member whose name speaks of one is hidden, whatever it holds. */
export function redactBody(body: Json): Json {
  if (Array.isArray(body)) return body.map(redactBody);
  if (!isJsonObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, Json] => [
      name,
      SECRET_MEMBER.test(name) && value !== null ? HIDDEN : redactBody(value),
    ]),
  );
}

/** Headers without credentials; the scheme of an Authorization header stays. */
export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers)
    shown[name] = SECRET_HEADERS.has(name) ? value.replace(/^(\w+ )?.*$/s, `$1${HIDDEN}`) : value;
  return shown;
}

/** A URL without the signature that operation URLs carry. */
export function redactUrl(url: URL): string {
  const query = [...url.searchParams]
    .map(([name, value]) => `${name}=${SIGNATURE_PARAMETERS.has(name) ? HIDDEN : value}`)
    .join('&');
  return `${url.pathname}${query === '' ? '' : `?${query}`}`;
}
