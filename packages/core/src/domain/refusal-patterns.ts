import type { ProblemPattern } from './match-problem.js';

/** What Azure Resource Manager refuses at once, and also in the middle of an attach. */
export type RefusalId =
  | 'resource-group-missing'
  | 'subscription-missing'
  | 'scope-locked'
  | 'subscription-disabled'
  | 'quota'
  | 'sign-in-mfa'
  | 'network-closed'
  | 'client-secret'
  | 'wrong-audience'
  | 'wrong-tenant'
  | 'api-version';

/** Public network access, in words and as the name of the property. */
const PUBLIC_ACCESS = 'public ?(?:network ?)?access';

/** Where a place stands before it, what was not found is in that place. */
const NOT_IN = '(?<!\\b(?:in|of|under|within|inside|from) (?:the |this )?)';
const MISSING = '(?:(?:could not|cannot) be found|(?:was )?not found|does(?:n.t| not) exist';

/** By what these refusals are recognised: some services give a general code, and say the reason in words alone. */
export const REFUSAL_PATTERNS: Readonly<Record<RefusalId, ProblemPattern>> = {
  'resource-group-missing': {
    codes: ['ResourceGroupNotFound'],
    words: new RegExp(`${NOT_IN}\\bresource group:? ['"]?[\\w().-]+['"]?,? ${MISSING}|is gone)`, 'i'),
  },
  'subscription-missing': {
    codes: ['SubscriptionNotFound', 'InvalidSubscriptionId'],
    words: new RegExp(`${NOT_IN}\\bsubscription:? ['"]?[\\w-]+['"]?,? ${MISSING})`, 'i'),
  },
  'scope-locked': {
    codes: ['ScopeLocked', 'ReadOnlyDisabledLock'],
    words: /scope\S*\b.{0,40}\b(?:is|are) locked|because of a lock|resource lock/i,
  },
  'subscription-disabled': {
    codes: ['ReadOnlyDisabledSubscription', 'DisabledSubscription', 'SubscriptionNotActive'],
    words: new RegExp(
      `${NOT_IN}\\bsubscription\\b(?!.{0,80}(?:local account|${PUBLIC_ACCESS})).{0,80}\\b(?:disabled|read[- ]?only|not active)`,
      'i',
    ),
  },
  quota: {
    codes: [
      'QuotaExceeded',
      'OperationNotAllowedQuota',
      'ResourceQuotaExceeded',
      'SubscriptionQuotaExceeded',
    ],
    words: /\bquota\b.{0,80}\b(?:exceed\w*|reached|used up|limit)|\b(?:exceed|reach)\w*\b.{0,60}\bquota/i,
  },
  'sign-in-mfa': {
    codes: ['RequestDisallowedByAzure', 'RequestDisallowedByPolicy'],
    needs: /multi-?\s?factor|\bsecond factor|\bMFA/i,
  },
  'network-closed': {
    words: new RegExp(
      `${PUBLIC_ACCESS}\\b.{0,80}\\b(?:disabled|denied|not allowed|not enabled|blocked|off)|(?:disabled|denied)\\b.{0,40}\\b${PUBLIC_ACCESS}`,
      'i',
    ),
  },
  'client-secret': { words: /AADSTS7000(?:222|215)/i },
  'wrong-audience': {
    codes: ['InvalidAuthenticationTokenAudience'],
    words:
      /\baudience\b.{0,80}\b(?:invalid|wrong|not valid|does not match|mismatch\w*)|\b(?:invalid|wrong) audience/i,
  },
  'wrong-tenant': {
    codes: ['InvalidAuthenticationTokenTenant'],
    words: /\b(?:from|by) the wrong (?:issuer|tenant)\b|\bmust match (?:one of )?the tenants?\b/i,
  },
  'api-version': {
    codes: ['NoRegisteredProviderFound', 'InvalidResourceType', 'InvalidApiVersionParameter'],
    words:
      /\bresource type\b.{0,80}\bcould not be found in the namespace\b|\bapi[- ]?version\b.{0,80}\b(?:invalid|not supported|unsupported|not recogni[sz]ed)/i,
  },
};
