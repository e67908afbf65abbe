import { isJsonObject, type Json } from '../json.js';
import { isSecretMember } from '../world/secret-member.js';

const HIDDEN = '[redacted]';
const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key|subscription-key/i;
const SECRET_PARAMETER = /^(?:[tcsh]|sig|code|.*(?:token|secret|password|key).*)$/i;
/** A JWT, or the secret part of a connection string or of a shared access signature, wherever it stands. */
const SECRET_TEXT =
  /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*|(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)\s*=\s*)[^;"'\s]+|(?<=[?&]sig=)[^&"'\s]+/gi;
/** A name, what stands between, and a value: of a form, or of a JSON that cannot be parsed. */
const NAMED_VALUE = /(?<![\w.-])([\w.-]+)(\s*=\s*|["']\s*:\s*)("[^"]*"?|'[^']*'?|[^&;,"'\s]+)/g;

/** A body without its secrets: members whose name speaks of one are hidden, whatever they hold, and so is what looks like one. */
export function redactBody(body: Json): Json {
  if (typeof body === 'string') return redactText(body);
  if (Array.isArray(body)) return body.map(redactBody);
  if (!isJsonObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, Json] => [
      name,
      isSecretMember(name) && value !== null ? HIDDEN : redactBody(value),
    ]),
  );
}

/** A text without what looks like a secret. */
export function redactText(text: string): string {
  // Most texts are plain words, and each of the secrets has one of these characters.
  if (!/[.=]/.test(text)) return text;
  return text.replace(SECRET_TEXT, HIDDEN);
}

/** A body that is no JSON, such as a form or half a JSON: values go by the name before them, and by what they look like. */
export function redactTextBody(text: string): string {
  return redactText(text).replace(NAMED_VALUE, (pair: string, name: string, between: string) =>
    isSecretMember(name) ? `${name}${between}${HIDDEN}` : pair,
  );
}

/** Headers without credentials; the scheme of an Authorization header stays. */
export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers) shown[name] = redactHeader(name, value);
  return shown;
}

function redactHeader(name: string, value: string): string {
  if (!SECRET_HEADER.test(name)) return redactText(value);
  const scheme = /authorization/i.test(name) ? /^\w+ /.exec(value)?.[0] : undefined;
  return `${scheme ?? ''}${HIDDEN}`;
}

/** A URL without the signature that operation URLs carry, and without other credentials in its query. */
export function redactUrl(url: URL): string {
  const query = [...url.searchParams]
    .map(([name, value]) => `${name}=${SECRET_PARAMETER.test(name) ? HIDDEN : redactText(value)}`)
    .join('&');
  return `${url.pathname}${query === '' ? '' : `?${query}`}`;
}
