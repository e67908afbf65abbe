import type { CredentialAttempt } from '../errors/credential-attempt.js';
import { CredentialError } from '../errors/credential-error.js';
import { credentialAttempts } from './credential-attempts.js';
import { NOT_CONFIGURED, REASON_RULES, type ReasonRule, UNKNOWN_REASON } from './reason-rules.js';

/** What a token was asked for, and from whom. */
export interface RefusedToken {
  /** Such as `https://management.azure.com/.default`. */
  readonly scope: string;
  /**
   * Origin of the authority that the token was to come from, as it is configured.
   * @default not named
   */
  readonly authority?: string | undefined;
}

/**
 * Makes the error for a credential that gave no token: why, in our words, and apart from them what each credential said
 * of itself, redacted. What a chain of the Azure SDK throws is read attempt by attempt.
 */
export function credentialErrorOf(cause: unknown, refused: RefusedToken): CredentialError {
  const attempts = credentialAttempts(cause);
  const { rule, decisive } = explain(attempts);
  const ordered =
    decisive === null ? attempts : [decisive, ...attempts.filter((attempt) => attempt !== decisive)];
  const { scope, authority } = refused;
  return new CredentialError(`the credential gave no token for ${scope}: ${rule.because}`, {
    reason: rule.reason,
    hint: hintOf(rule, { attempts, authority }),
    retryable: rule.reason === 'authority-unreachable',
    quoted: ordered.length === 0 ? null : ordered.map(describe).join('; '),
    attempts: ordered,
    cause,
  });
}

interface Explained {
  readonly rule: ReasonRule;
  /** The attempt that gave the reason; null where none did alone. */
  readonly decisive: CredentialAttempt | null;
}

function explain(attempts: readonly CredentialAttempt[]): Explained {
  const telling = attempts.filter((attempt) => !isAbsentIdentity(attempt));
  for (const rule of REASON_RULES) {
    const decisive = telling.find((attempt) => fits(rule, attempt));
    if (decisive !== undefined) return { rule, decisive };
  }
  if (attempts.length > 0 && attempts.every(isNotSetUp)) return { rule: NOT_CONFIGURED, decisive: null };
  return { rule: UNKNOWN_REASON, decisive: attempts.find((attempt) => !isNotSetUp(attempt)) ?? null };
}

function fits({ codes = [], words }: ReasonRule, { code, quoted }: CredentialAttempt): boolean {
  return codes.some((known) => code === `AADSTS${known}`) || words?.test(quoted) === true;
}

/** A managed identity is asked at an address of the machine, which answers in many ways where there is none. */
function isAbsentIdentity({ credential, code }: CredentialAttempt): boolean {
  return credential === 'ManagedIdentityCredential' && code === null;
}

const NOT_SET_UP =
  /\bunavailable\b|\bnot available\b|isn't available|couldn't be found|could not be found|not (?:installed|found|configured|recognized|set)\b|\bPlease run\b|Unable to execute|tenantId is a required|required (?:environment )?(?:variable|parameter|option)|Failed to retrieve a valid token/i;

function isNotSetUp(attempt: CredentialAttempt): boolean {
  return isAbsentIdentity(attempt) || (attempt.code === null && NOT_SET_UP.test(attempt.quoted));
}

function hintOf(
  { reason, hint }: ReasonRule,
  {
    attempts,
    authority,
  }: Pick<RefusedToken, 'authority'> & { readonly attempts: readonly CredentialAttempt[] },
): string {
  if (reason === 'authority-unreachable' && authority) return `${hint}: ${authority}`;
  const leftOut =
    reason === 'not-configured' &&
    attempts.some(({ credential }) => credential !== null) &&
    !attempts.some(({ credential }) => credential === 'AzureCliCredential');
  return leftOut ? `${hint}. az login was not asked: AZURE_TOKEN_CREDENTIALS may leave it out` : hint;
}

function describe({ credential, quoted }: CredentialAttempt): string {
  return credential === null ? quoted : `${credential}: ${quoted}`;
}
