import { UntrustedUrlError } from '../errors/untrusted-url-error.js';

/**
 * Checks a URL that came from outside (an operation URL, a nextLink, a stored handle): it must be absolute, without
 * credentials, and of the same origin as `endpoint`. ARM's contract says that such links stay on the host
 * that was called; a link that does not could only be a mistake or an attempt to collect a token.
 *
 * @returns the text unchanged: operation URLs are signed and must not be rebuilt.
 * @throws UntrustedUrlError
 */
export function requireTrustedUrl(text: string, endpoint: string, what: string): string {
  // The first slash after the host ends the origin, whatever follows; only other spellings of it need to be parsed.
  if (text.startsWith(`${endpoint}/`)) return text;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.href.startsWith(`${endpoint}/`)) return text;
  const rule = `the ${what} must be an absolute URL of ${endpoint}; nothing was sent to it`;
  throw new UntrustedUrlError(rule, {
    quoted: url === null ? 'it is not an absolute URL' : `it leads to ${url.protocol}//${url.host}`,
    hint: 'Check that the configured endpoint is the one that Azure answers under; a proxy may rewrite URLs',
  });
}
