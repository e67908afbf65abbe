import type { Config } from './config.js';
import { holdsAudience } from './holds-audience.js';
import type { HttpConfig } from './http-config.js';

/** Something about the configuration that a person should know, although it stops nothing. */
export interface ConfigWarning {
  readonly event:
    | 'workspace-from-above'
    | 'variable-ignored'
    | 'authority-of-another-cloud'
    | 'audience-not-public-url';
  /** Path of the file, or name of the flag or variable. */
  readonly subject: string;
  readonly text: string;
}

type Warned = Pick<Config, 'pinnedFromAbove' | 'ignoredVariables' | 'foreignAuthority' | 'http'>;

/** What the operator should know about the configuration: the start logs it, and doctor shows it. */
export function configWarnings(config: Warned): readonly ConfigWarning[] {
  const { pinnedFromAbove, ignoredVariables, foreignAuthority, http } = config;
  const above: readonly ConfigWarning[] =
    pinnedFromAbove === null
      ? []
      : [
          {
            event: 'workspace-from-above',
            subject: pinnedFromAbove,
            text: 'names the workspace, and is found in a folder above the working directory: its owner chooses the workspace',
          },
        ];
  return [
    ...above,
    ...(foreignAuthority === null ? [] : [authorityWarning(foreignAuthority)]),
    ...(http === null ? [] : audienceWarnings(http)),
    ...ignoredVariables.map((subject) => ({
      event: 'variable-ignored' as const,
      subject,
      text: 'is what Kubernetes sets for a Service, and is not taken for a setting',
    })),
  ];
}

function authorityWarning(subject: string): ConfigWarning {
  return {
    event: 'authority-of-another-cloud',
    subject,
    text:
      subject === '--arm-endpoint'
        ? 'names a cloud of its own, and no authority is given for it, so that a sign-in goes to the public one: give --authority, or AZURE_AUTHORITY_HOST'
        : 'is not the authority of the cloud whose Azure Resource Manager is asked: give --cloud, or --arm-endpoint for a cloud of its own',
  };
}

/** Clients ask for the public URL as resource, and Microsoft Entra ID wants the scope to be of the same application. */
function audienceWarnings({ auth, publicUrl }: HttpConfig): readonly ConfigWarning[] {
  if (auth === null || publicUrl === null || holdsAudience(publicUrl, auth.audiences)) return [];
  return [
    {
      event: 'audience-not-public-url',
      subject: '--auth-audience',
      text: 'does not hold the public URL: make it the Application ID URI and an audience, else Microsoft Entra ID refuses clients that name it as resource (AADSTS9010010)',
    },
  ];
}
