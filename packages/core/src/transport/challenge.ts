import type { TransportAnswer } from './transport.js';

/** What a 401 asks of the next token. */
export interface Challenge {
  /** Claims that the token has to meet, as JSON; null where none are asked for. */
  readonly claims: string | null;
  /** The tenant that the service belongs to, a GUID; null where it names none. */
  readonly tenantId: string | null;
  /** Whether the token was refused because another tenant issued it. */
  readonly isWrongTenant: boolean;
}

/** Longer claims are no challenge of Azure. */
const MAX_CLAIMS = 8_000;
/** So much of a body is looked at. */
const MAX_WORDS = 8_000;

const GUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}';
/** `authorization_uri="https://login.windows.net/<tenant>"`, or the tenant by itself. */
const TENANT_IN_HEADER = new RegExp(
  `\\b(?:authorization(?:_uri)?="?https://[\\w.:-]+/|tenant(?:_?id)?="?)(${GUID})\\b`,
  'i',
);
/** "It must match the tenant 'https://sts.windows.net/<tenant>/'" (Azure Resource Manager). */
const TENANT_IN_BODY = new RegExp(
  `must match [\\w ]{0,30}tenants? \\W{0,2}https://[\\w.-]+/(${GUID})\\b`,
  'i',
);

/** Reads the challenge of a 401, and where it names no tenant, the words of its body. */
export function readChallenge({ headers, body }: Pick<TransportAnswer, 'headers' | 'body'>): Challenge {
  const header = headers['www-authenticate'] ?? '';
  const words = body?.slice(0, MAX_WORDS) ?? '';
  const found = TENANT_IN_HEADER.exec(header) ?? TENANT_IN_BODY.exec(words);
  return {
    claims: claimsIn(header),
    tenantId: found?.[1]?.toLowerCase() ?? null,
    isWrongTenant: /InvalidAuthenticationTokenTenant/i.test(words) || /wrong (?:issuer|tenant)/i.test(header),
  };
}

/**
 * The claims of a challenge, decoded: with `insufficient_claims` (continuous access evaluation, conditional access) or
 * with `invalid_token`, as services word it that refuse a token which was good until now.
 */
function claimsIn(header: string): string | null {
  if (!/\b(?:insufficient_claims|invalid_token)\b/.test(header)) return null;
  const encoded = /\bclaims="([\w+/=-]+)"/.exec(header)?.[1];
  if (encoded === undefined || encoded.length > MAX_CLAIMS) return null;
  try {
    const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    return isObject(JSON.parse(text)) ? text : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
