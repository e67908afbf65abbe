/** `=`, `?` or `&` of a URL that may have been escaped for HTML, JSON or, more than once, for another URL. */
const EQUALS = '(?:=|%(?:25)*3D)';
const SEPARATOR = '(?:[?&]|&amp;|\\\\u0026|%(?:25)*26|%(?:25)*3F)';

/** Each in a form whose time grows with the length of the text and no faster: texts of the service are untrusted. */
const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  // A short word of lower-case letters after "bearer" is prose, not a token.
  [/\b((?:[Bb]earer|BEARER)\s+)(?=\S*[\dA-Z_~+/-]|\S{6})[\w\-.~+/]+=*/g, '$1[redacted]'],
  // The start of a JSON object in base64; a token that was cut off may have lost its dots. What is kept is the claims of
  // `az login --claims-challenge`: `{"access_token":{`, which asks for something; a token has no object there.
  [
    /(?<![A-Za-z\d])(?!(?<=--claims-challenge[ =]["']?)eyJhY2Nlc3NfdG9rZW4iO(?:nsi|iB7)[\w+/-]*={0,2}(?![\w.+/=-]))eyJ[\w-]{8,}(?:\.[\w-]*)*/g,
    '[redacted token]',
  ],
  [/\b((?:SharedAccess|Account)(?:Key|Signature)\s*=\s*)[^;\s"',]+/gi, '$1[redacted]'],
  [
    /\b((?:client_?secret|(?:access|refresh|id)_?token|password|sig)\\*["']?\s*[=:]\s*\\*["']?)[^&\s"',;\\]+/gi,
    '$1[redacted]',
  ],
  [new RegExp(`(${SEPARATOR}(?:t|c|s|h|sig|se|sv|code)${EQUALS})[^&\\s"'\\\\]+`, 'gi'), '$1[redacted]'],
];

/**
 * Removes what must not leave the process: bearer tokens, connection-string keys and the signature
 * parameters (`t`, `c`, `s`, `h`) that Azure puts on operation URLs since 2024.
 */
export function redactText(text: string): string {
  return REPLACEMENTS.reduce(
    (cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement),
    text,
  );
}

/** The longest text of others that is quoted, in characters. */
const MAX_QUOTED = 2_000;

/** The words of others as they may be quoted: redacted, then cut. */
export function quoteText(text: string): string {
  return redactText(text).slice(0, MAX_QUOTED);
}
