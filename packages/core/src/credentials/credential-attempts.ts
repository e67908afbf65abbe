import type { CredentialAttempt } from '../errors/credential-attempt.js';
import { quoteText } from '../errors/redact-text.js';

/** Credentials that Azure's chain may try, and how its library (@azure/identity 4) names them in messages. */
const CREDENTIALS: readonly (readonly [credential: string, names: readonly string[]])[] = [
  ['EnvironmentCredential', ['EnvironmentCredential']],
  ['WorkloadIdentityCredential', ['WorkloadIdentityCredential', 'WorkloadIdentity']],
  ['ManagedIdentityCredential', ['ManagedIdentityCredential']],
  ['VisualStudioCodeCredential', ['VisualStudioCodeCredential', 'Visual Studio Code']],
  ['AzureCliCredential', ['AzureCliCredential', 'Azure CLI', 'az login']],
  ['AzurePowerShellCredential', ['AzurePowerShellCredential', 'PowerShell']],
  ['AzureDeveloperCliCredential', ['AzureDeveloperCliCredential', 'Azure Developer CLI', 'azd auth login']],
  ['BrokerCredential', ['BrokerCredential', 'broker']],
  ['OnBehalfOfCredential', ['OnBehalfOfCredential']],
];

/** What a chain of credentials tried before it gave up, in its order. Other errors are one attempt. */
export function credentialAttempts(error: unknown): readonly CredentialAttempt[] {
  const errors: readonly unknown[] =
    error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
  return errors.flatMap((one) => (one instanceof Error ? [attemptOf(one)] : []));
}

/** The library names the credential within the message alone; the name that comes first is that of its author. */
function attemptOf({ message }: Error): CredentialAttempt {
  const places = CREDENTIALS.flatMap(([credential, names]) =>
    names.map((name) => ({ credential, at: message.indexOf(name) })),
  )
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  return {
    credential: places[0]?.credential ?? null,
    code: /\bAADSTS\d{4,8}\b/.exec(message)?.[0] ?? null,
    quoted: quoteText(message),
  };
}
