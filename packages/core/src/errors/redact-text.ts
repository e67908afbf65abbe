const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  // A short word of lower-case letters after "bearer" is prose, not a token.
  [/\b((?:[Bb]earer|BEARER)\s+)(?=\S*[\dA-Z_~+/-]|\S{6})[\w\-.~+/]+=*/g, '$1[redacted]'],
  [/(?<![A-Za-z\d])eyJ[\w-]+(?:\.[\w-]*){2,}/g, '[redacted token]'],
  [/\b((?:SharedAccess|Account)(?:Key|Signature)\s*=\s*)[^;\s"',]+/gi, '$1[redacted]'],
  [
    /\b((?:client_secret|access_token|refresh_token|password|sig)\\*"?\s*[=:]\s*\\*"?)[^&\s"',;\\]+/gi,
    '$1[redacted]',
  ],
  // The `&` and `=` of a URL may have been escaped for HTML, JSON or another URL.
  [/((?:[?&]|&amp;|\\u0026|%26|%3F)(?:t|c|s|h|sig|se|sv|code)(?:=|%3D))[^&\s"'\\]+/gi, '$1[redacted]'],
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
