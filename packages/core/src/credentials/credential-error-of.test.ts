import { describe, expect, it } from 'vitest';
import { credentialErrorOf } from './credential-error-of.js';

const refused = { scope: 'https://management.azure.com/.default', authority: 'https://login.example' };

function chainOf(...messages: readonly string[]): Error {
  return Object.assign(new Error('ChainedTokenCredential authentication failed.'), {
    errors: messages.map((message) => new Error(message)),
  });
}

const ENVIRONMENT = 'EnvironmentCredential is unavailable. No underlying credential could be used.';
const NO_IDENTITY =
  'ManagedIdentityCredential: Authentication failed. Message network_error: Network request failed ECONNREFUSED 169.254.169.254';
const NO_CODE_EDITOR =
  'Visual Studio Code Authentication is not available. Ensure you have the extension installed';
const NO_CLI = "Please run 'az login' from a command prompt to authenticate before using this credential.";
const NO_POWERSHELL = 'Error: Unable to execute PowerShell. Ensure that it is installed in your system.';
const NO_AZD = "Azure Developer CLI couldn't be found. To mitigate this issue, see the guidelines";

describe('credentialErrorOf', () => {
  it.each([
    [
      'secret-wrong',
      'EnvironmentCredential authentication failed. invalid_client: AADSTS7000215: Invalid client secret',
    ],
    ['secret-expired', 'invalid_client: AADSTS7000222: The provided client secret keys are expired'],
    [
      'proof-refused',
      'WorkloadIdentityCredential: AADSTS700213: No matching federated identity record found',
    ],
    ['application-unknown', 'AADSTS700016: Application was not found in the directory'],
    ['tenant-unknown', "AADSTS90002: Tenant 'x' not found"],
    ['scope-unknown', 'AADSTS500011: The resource principal was not found in the tenant'],
    ['sign-in-needed', 'AzureCliCredential: AADSTS50076: you must use multi-factor authentication'],
    ['sign-in-needed', 'AADSTS700082: The refresh token has expired due to inactivity'],
    ['consent-needed', 'AADSTS65001: The user or administrator has not consented'],
    ['policy-blocked', 'AADSTS53003: Access has been blocked by Conditional Access policies'],
    ['claims-needed', 'please run the following command: az login --claims-challenge e30= --scope x'],
    ['selection-invalid', 'Invalid value for AZURE_TOKEN_CREDENTIALS = azcli. Valid values are'],
    ['authority-unreachable', 'endpoints_resolution_error: See https://aka.ms/msal.js.errors'],
    ['authority-unreachable', 'getaddrinfo ENOTFOUND login.example'],
    [
      'authority-unreachable',
      'EnvironmentCredential authentication failed. Status code: 400 More details: server_error: Error(s): Not Available - Timestamp: Not Available - Description: A server error occured.\n    Http status code: 502 Http status message: Unknown',
    ],
    ['authority-unreachable', 'self-signed certificate in certificate chain'],
    ['authority-unreachable', 'The operation was aborted due to timeout'],
    ['authority-unreachable', 'AADSTS90006: The service is temporarily unavailable'],
    [
      'sign-in-needed',
      "AzureCliCredential: ERROR: User 'x' does not exist in MSAL token cache. Run `az login`.",
    ],
    ['sign-in-needed', 'AzureCliCredential: ERROR: The refresh token has expired. Please run: az login'],
    ['sign-in-needed', 'AADSTS500133: Assertion is not within its valid time range'],
    ['sign-in-needed', 'AADSTS50097: Device authentication is required'],
    ['consent-needed', 'AADSTS900941: Administrator consent is required'],
    ['policy-blocked', 'AADSTS530032: BlockedByConditionalAccessOnSecurityPolicy'],
    ['proof-refused', "AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required"],
    ['scope-unknown', 'AADSTS650052: The app needs access to a service that is not subscribed to'],
    ['unknown', 'AADSTS999999: something new'],
    ['unknown', 'no idea'],
  ])('tells %s from %j', (reason, message) => {
    const error = credentialErrorOf(new Error(message), refused);
    expect(error).toMatchObject({ code: 'credential', reason, service: null });
    expect(error.quoted).toContain(message);
    expect(`${error.summary} ${error.hint}`).not.toContain(message);
    expect(error.retryable).toBe(reason === 'authority-unreachable');
  });

  it('tells that nothing is set up, whatever the address of managed identities answers', () => {
    const chain = chainOf(ENVIRONMENT, NO_IDENTITY, NO_CODE_EDITOR, NO_CLI, NO_POWERSHELL, NO_AZD);
    const error = credentialErrorOf(chain, refused);
    expect(error.reason).toBe('not-configured');
    expect(error.hint).not.toContain('AZURE_TOKEN_CREDENTIALS');
    expect(error.attempts.map(({ credential }) => credential)).toEqual([
      'EnvironmentCredential',
      'ManagedIdentityCredential',
      'VisualStudioCodeCredential',
      'AzureCliCredential',
      'AzurePowerShellCredential',
      'AzureDeveloperCliCredential',
    ]);
  });

  it('says that a selection may leave out the sign-in of the Azure CLI', () => {
    const error = credentialErrorOf(chainOf(ENVIRONMENT, NO_IDENTITY), refused);
    expect(error).toMatchObject({
      reason: 'not-configured',
      hint: expect.stringContaining('AZURE_TOKEN_CREDENTIALS may leave it out'),
    });
  });

  it('puts the credential that tells most first', () => {
    const expired =
      'WorkloadIdentityCredential: AADSTS700024: Client assertion is not within its valid time range';
    const error = credentialErrorOf(chainOf(ENVIRONMENT, expired, NO_CLI), refused);
    expect(error.reason).toBe('secret-expired');
    expect(error.attempts[0]).toMatchObject({
      credential: 'WorkloadIdentityCredential',
      code: 'AADSTS700024',
    });
    expect(error.quoted).toMatch(/^WorkloadIdentityCredential: .*; EnvironmentCredential: /);
  });

  it('names the authority that cannot be reached, as it is configured', () => {
    const error = credentialErrorOf(new Error('connect ECONNREFUSED'), refused);
    expect(error.hint).toContain('https://login.example');
  });

  it('keeps the command that asks for claims, and no token', () => {
    const claims = btoa('{"access_token":{"acrs":{"essential":true,"value":"p1"}}}');
    const command = `az login --claims-challenge ${claims} --scope https://management.azure.com/.default`;
    const token = 'eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2ln';
    const error = credentialErrorOf(new Error(`please run: ${command}; not ${token}`), refused);
    expect(error.quoted).toContain(command);
    expect(JSON.stringify(error)).not.toContain('eyJhbGci');
  });

  it('has no words of others where there are none', () => {
    expect(credentialErrorOf('no', refused)).toMatchObject({ reason: 'unknown', quoted: null, attempts: [] });
  });
});
