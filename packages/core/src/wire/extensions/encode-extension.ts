import { EXTENSION_TYPE } from '../../domain/extension.js';
import type { InstallSettings } from '../../domain/preparing/install-settings.js';
import type { Secret } from '../../domain/secret.js';

/** What an install sends. */
export interface ExtensionInstall extends InstallSettings {
  readonly releaseTrain: string | null;
  /** Null: the newest one, with automatic upgrades. */
  readonly version: string | null;
}

/** What an update sends: only what changes. Protected settings replace the whole set, so they are all or none. */
export interface ExtensionUpdate {
  readonly settings: Readonly<Record<string, string>>;
  /** Null: none is sent, and all stay as they are. */
  readonly protectedSettings: Readonly<Record<string, Secret>> | null;
  readonly releaseTrain: string | null;
  readonly version: string | null;
}

/** The body of an install. Holds secrets in plain text: make it right before it is sent. */
export function encodeInstall({
  settings,
  protectedSettings,
  releaseTrain,
  version,
}: ExtensionInstall): unknown {
  return {
    identity: { type: 'SystemAssigned' },
    properties: {
      extensionType: EXTENSION_TYPE,
      autoUpgradeMinorVersion: version === null,
      releaseTrain: releaseTrain ?? 'stable',
      ...(version === null ? {} : { version }),
      scope: { cluster: { releaseNamespace: 'azureml' } },
      configurationSettings: settings,
      configurationProtectedSettings: reveal(protectedSettings),
    },
  };
}

/** The body of an update. Holds secrets in plain text: make it right before it is sent. */
export function encodeUpdate({
  settings,
  protectedSettings,
  releaseTrain,
  version,
}: ExtensionUpdate): unknown {
  return {
    properties: {
      ...(Object.keys(settings).length === 0 ? {} : { configurationSettings: settings }),
      ...(protectedSettings === null ? {} : { configurationProtectedSettings: reveal(protectedSettings) }),
      ...(releaseTrain === null ? {} : { releaseTrain }),
      ...(version === null ? {} : { version, autoUpgradeMinorVersion: false }),
    },
  };
}

function reveal(secrets: Readonly<Record<string, Secret>>): Record<string, string> {
  return Object.fromEntries(Object.entries(secrets).map(([key, secret]) => [key, secret.reveal()]));
}
