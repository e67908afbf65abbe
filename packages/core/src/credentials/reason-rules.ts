import type { CredentialReason } from '../errors/credential-reason.js';

/** How a reason is recognised, and what to do about it. */
export interface ReasonRule {
  readonly reason: CredentialReason;
  /** Codes of Microsoft Entra ID, without `AADSTS`. */
  readonly codes?: readonly string[];
  readonly words?: RegExp;
  /** Continues a sentence of ours. */
  readonly because: string;
  readonly hint: string;
}

const SIGN_IN =
  'Sign in (az login), or configure the workload identity, managed identity or service principal to use';

/** The rule for what is not known here. */
export const UNKNOWN_REASON: ReasonRule = {
  reason: 'unknown',
  because: 'it says why in its own words',
  hint: SIGN_IN,
};

/**
 * Why a credential gives no token, the plainest signs first. Source of codes: Microsoft Entra documentation, error codes;
 * of words: the messages of @azure/identity 4.14 and of MSAL.
 */
export const REASON_RULES: readonly ReasonRule[] = [
  {
    reason: 'selection-invalid',
    words: /Invalid value for AZURE_TOKEN_CREDENTIALS/,
    because: 'AZURE_TOKEN_CREDENTIALS selects no credential that there is',
    hint: 'Set AZURE_TOKEN_CREDENTIALS to dev, prod or the name of one credential, such as AzureCliCredential, or remove it',
  },
  {
    reason: 'secret-wrong',
    codes: ['7000215'],
    because: 'its client secret is wrong',
    hint: 'Set AZURE_CLIENT_SECRET to the value of the client secret, not to its id; or make a new one: az ad app credential reset --id <client id>',
  },
  {
    reason: 'secret-expired',
    codes: ['7000222', '700024', '1000502'],
    because: 'its client secret, certificate or assertion has expired',
    hint: 'Make a new one, and give it to this program: az ad app credential reset --id <client id>',
  },
  {
    reason: 'proof-refused',
    codes: [
      '700027',
      '700021',
      '700023',
      '700030',
      '70021',
      '700211',
      '700212',
      '700213',
      '50027',
      '7000216',
      '7000218',
    ],
    because: 'what proves the application was not accepted',
    hint: 'Compare the certificate, or the issuer, subject and audience of the federated identity credential, with those of the application',
  },
  {
    reason: 'application-unknown',
    codes: ['700016', '7000112', '7000229'],
    because: 'the tenant does not know the application, or it is disabled there',
    hint: 'Compare AZURE_CLIENT_ID and the tenant (AZURE_TENANT_ID, --tenant) with those of the application',
  },
  {
    reason: 'tenant-unknown',
    codes: ['90002', '900021', '900023', '50020', '50034', '90072'],
    because: 'the tenant is not known to the authority, or does not know the user',
    hint: 'Compare the tenant (AZURE_TENANT_ID, --tenant) and the cloud (--cloud, --authority) with those of the sign-in: az account show',
  },
  {
    reason: 'scope-unknown',
    codes: ['500011', '70011', '650052', '650057', '500013', '1002012'],
    because: 'the authority does not know what the token was asked for',
    hint: 'Compare the cloud, its Azure Resource Manager and the scope (--cloud, --arm-scope) with those of the sign-in',
  },
  {
    reason: 'claims-needed',
    words: /--claims-challenge\b|doesn't support claims challenges/i,
    because: 'Azure asks for a sign-in with further claims, such as multi-factor authentication',
    hint: 'Run the az login command that the credential recommends, then try again',
  },
  {
    reason: 'consent-needed',
    codes: ['65001', '65004', '90094', '90095', '900941'],
    because: 'consent to the application is missing',
    hint: 'Have an administrator consent to the application for Azure Service Management',
  },
  {
    reason: 'policy-blocked',
    codes: ['53000', '53001', '53002', '53003', '53004', '530003', '530032', '530034', '50105'],
    because: 'a policy of the tenant forbids the sign-in',
    hint: 'Ask an administrator of the tenant which Conditional Access policy or assignment blocks it',
  },
  {
    reason: 'sign-in-needed',
    codes: [
      '50072',
      '50074',
      '50076',
      '50078',
      '50079',
      '50158',
      '50058',
      '50089',
      '50126',
      '50132',
      '50133',
      '50097',
      '500133',
      '50173',
      '50053',
      '50055',
      '50057',
      '16000',
      '70008',
      '70043',
      '700081',
      '700082',
      '700084',
    ],
    words: /refresh token has expired|not exist in MSAL token cache/i,
    because: 'a person has to sign in again',
    hint: 'Sign in again (az login --tenant <id>), with multi-factor authentication where the tenant asks for it; run unattended as a workload identity, managed identity or service principal',
  },
  {
    reason: 'authority-unreachable',
    codes: ['90006', '90033'],
    words:
      /\bHttp status code: 5\d\d\b|endpoints_resolution_error|openid_config_error|network_error|no_network_connectivity|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE|CERT_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w*)|ERR_TLS_\w+)\b|\bself[- ]signed certificate|unable to (?:verify the first|get local issuer) certificate|certificate has expired|socket hang up|fetch failed|aborted due to timeout/i,
    because: 'the authority cannot be reached',
    hint: 'Check the network, DNS, proxy (HTTPS_PROXY) and TLS (NODE_EXTRA_CA_CERTS) between here and the authority',
  },
];

/** For a chain of which each credential says that it is not set up here. */
export const NOT_CONFIGURED: ReasonRule = {
  reason: 'not-configured',
  because: 'no credential is set up',
  hint: `${SIGN_IN}; a service principal takes AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET together`,
};
