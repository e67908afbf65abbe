import { cleanText } from '../present/clean-text.js';

/** Credentials that Azure's chain may try, and how its library (@azure/identity 4) names them in messages. */
const CREDENTIALS = [
  { credential: 'EnvironmentCredential', names: ['EnvironmentCredential'] },
  { credential: 'WorkloadIdentityCredential', names: ['WorkloadIdentityCredential'] },
  { credential: 'ManagedIdentityCredential', names: ['ManagedIdentityCredential'] },
  { credential: 'VisualStudioCodeCredential', names: ['VisualStudioCodeCredential', 'Visual Studio Code'] },
  { credential: 'AzureCliCredential', names: ['AzureCliCredential', 'Azure CLI', 'az login'] },
  { credential: 'AzurePowerShellCredential', names: ['AzurePowerShellCredential', 'PowerShell'] },
  {
    credential: 'AzureDeveloperCliCredential',
    names: ['AzureDeveloperCliCredential', 'Azure Developer CLI', 'azd auth login'],
  },
  { credential: 'BrokerCredential', names: ['BrokerCredential', 'broker'] },
] as const;

/** A credential that was tried and gave no token. */
export interface CredentialAttempt {
  readonly credential: (typeof CREDENTIALS)[number]['credential'] | 'a credential';
  /** Why, in the words of the library or of the authority; secrets are taken out. */
  readonly quoted: string;
}

/** What a chain of credentials tried before it gave up. Other errors are one attempt. */
export function credentialAttempts(error: unknown): readonly CredentialAttempt[] {
  const errors: readonly unknown[] =
    error instanceof Error && 'errors' in error && Array.isArray(error.errors) ? error.errors : [error];
  return errors.flatMap((one) => (one instanceof Error ? [attemptOf(one)] : []));
}

/** The library names the credential within the message alone; the name that comes first is that of its author. */
function attemptOf({ message }: Error): CredentialAttempt {
  const places = CREDENTIALS.flatMap(({ credential, names }) =>
    names.map((name) => ({ credential, at: message.indexOf(name) })),
  )
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  return { credential: places[0]?.credential ?? 'a credential', quoted: cleanText(message) };
}
