import { isJsonObject, type Json } from '../json.js';
import { isSecretMember } from '../world/secret-member.js';

const HIDDEN = '[redacted]';
const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key|subscription-key/i;
const SECRET_PARAMETER = /^(?:[tcsh]|sig|code|.*(?:token|secret|password|key).*)$/i;
/** A JWT, or the secret part of a connection string or of a shared access signature, wherever it stands. */
const SECRET_TEXT =
  /\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*|(?<=\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)\s*=\s*)[^;"'\s]+|(?<=[?&]sig=)[^&"'\s]+/gi;

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

/** Headers without credentials; the scheme of an Authorization header stays. */
export function redactHeaders(headers: Headers): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of headers)
    shown[name] = SECRET_HEADER.test(name) ? value.replace(/^(\w+ )?.*$/s, `$1${HIDDEN}`) : redactText(value);
  return shown;
}

/** A URL without the signature that operation URLs carry, and without other credentials in its query. */
export function redactUrl(url: URL): string {
  const query = [...url.searchParams]
    .map(([name, value]) => `${name}=${SECRET_PARAMETER.test(name) ? HIDDEN : redactText(value)}`)
    .join('&');
  return `${url.pathname}${query === '' ? '' : `?${query}`}`;
}
