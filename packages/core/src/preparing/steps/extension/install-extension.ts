import type { ExtensionRequest } from '../../../domain/preparing/extension-request.js';
import { protectedSetOf } from '../../../domain/preparing/extension-update.js';
import {
  type InstallSettings,
  installSettings,
  needsRelay,
  RELAY_SECRETS,
} from '../../../domain/preparing/install-settings.js';
import type { InstalledExtension } from '../../../domain/preparing/installed-extension.js';
import { keptChanges, type Settings, sortSettings } from '../../../domain/preparing/kept-settings.js';
import type { Change } from '../../../domain/preparing/step.js';
import { quoteText } from '../../../errors/redact-text.js';
import { API_VERSIONS } from '../../../wire/api-versions.js';
import { encodeInstall } from '../../../wire/extensions/encode-extension.js';
import { installFactsOf } from '../../facts/install-facts.js';
import { extensionIdOf } from '../../facts/read-extensions.js';
import { relayIdsOf } from '../../facts/relay-ids.js';
import { type PreparationStep, stepOf } from '../preparation-step.js';
import { readRelayConnection } from '../read-relay-connection.js';
import { type ExaminedStep, examined, type PreparationContext } from '../step-definition.js';
import type { RequestWrite } from '../step-write.js';
import { EXTENSION_PACE, extensionFrame, extensionLine } from './extension-frame.js';

/** An install that is about to be planned. */
export interface ExtensionInstallation {
  readonly name: string;
  readonly request: ExtensionRequest;
  /** The failed extension that it writes once more; null for a new one. */
  readonly before: InstalledExtension | null;
  /** The id of the hybrid connection; null where none is needed, or it is still to be made. */
  readonly relayId: string | null;
  readonly warnings: readonly string[];
}

/** Plans an install with all its settings; its request waits for the Relay where it needs one. */
export async function installStep(
  context: PreparationContext,
  installation: ExtensionInstallation,
): Promise<ExaminedStep> {
  const { name, request, before, relayId, warnings } = installation;
  const facts = installFactsOf(context.facts);
  const unknown = before === null ? [] : protectedSetOf(before, request, facts).unknown;
  if (unknown.length > 0) return examined(withoutSecrets(context, name, unknown));
  const usesRelay = needsRelay(facts, request);
  const planned = installSettings(request, facts, null);
  const secrets = [...Object.keys(planned.protectedSettings), ...(usesRelay ? RELAY_SECRETS : [])];
  const settings = { ...planned.settings, ...(usesRelay ? relayNamesIn(context) : {}) };
  const { shown, unusual } = sortSettings(settings, ownSettings(context, request));
  const step = stepOf(extensionFrame(context, name), 'needed', summaryOf(before), {
    changes: [...installChanges(shown, secrets), ...(await keptChanges(unusual))],
    warnings,
    untrusted: wordsOf(unusual),
    command: extensionLine('create', context, {
      name,
      settings: { ...featuresIn(planned.settings), ...onlyIn(shown, request.settings) },
      secrets: Object.keys(request.protectedSettings),
    }),
  });
  const isReady = !usesRelay || relayId !== null;
  return examined(step, isReady ? writeInstall(context, installation) : null);
}

/** What the caller and the cluster give, without what a failed extension keeps. */
function ownSettings(context: PreparationContext, request: ExtensionRequest): Settings {
  const { settings } = context.target.extension;
  const computed = installSettings({ ...request, settings }, installFactsOf(context.facts), null).settings;
  return { ...computed, ...relayNamesIn(context) };
}

function onlyIn(shown: Settings, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => Object.hasOwn(shown, key)));
}

/** Names and values that others chose; null where there are none. */
function wordsOf(unusual: Settings): string | null {
  const pairs = Object.entries(unusual).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? null : quoteText(pairs.join('; '));
}

/** What the command line has to be told; it adds the rest by itself. */
function featuresIn(settings: Readonly<Record<string, string>>): Record<string, string> {
  const told = ['enableTraining', 'enableInference', 'inferenceRouterServiceType'];
  return Object.fromEntries(Object.entries(settings).filter(([key]) => told.includes(key)));
}

function summaryOf(before: InstalledExtension | null): string {
  return before === null
    ? 'the extension of Azure Machine Learning is not installed'
    : 'the installation of the extension failed, and is to be written once more';
}

/** What the plan shows: Azure may answer the id in another casing, which is sent then. */
function relayNamesIn({ target }: PreparationContext): Record<string, string> {
  const id = relayIdsOf(target.resourceId).hybridConnection;
  return {
    'relayserver.hybridConnectionResourceID': id,
    'relayserver.hybridConnectionName': id.slice(id.lastIndexOf('/') + 1),
  };
}

function installChanges(
  settings: Readonly<Record<string, string>>,
  secrets: readonly string[],
): readonly Change[] {
  return [
    { id: 'extension/install', summary: 'install the extension in the cluster', danger: null },
    ...Object.entries(settings).map(([key, value]) => ({
      id: `extension/set/${key}=${value}`,
      summary: `set ${key} to ${value}`,
      danger: null,
    })),
    ...secrets.map((key) => ({
      id: `extension/protect/${key}`,
      summary: `set the protected ${key}`,
      danger: null,
    })),
  ];
}

/** Azure does not show the values, and an install replaces them all. */
function withoutSecrets(
  context: PreparationContext,
  name: string,
  unknown: readonly string[],
): PreparationStep {
  return stepOf(
    extensionFrame(context, name),
    'blocked',
    'protected settings that the extension has are not given',
    {
      fix: 'Give every protected setting that the extension has: writing it replaces them all',
      untrusted: unknown.join(', '),
    },
  );
}

function writeInstall(
  context: PreparationContext,
  { name, request, relayId }: ExtensionInstallation,
): RequestWrite {
  const { service, target, facts } = context;
  const id = extensionIdOf(target.resourceId, name);
  const scope = target.resourceId;
  return {
    kind: 'request',
    write: {
      step: 'extension',
      action: 'create',
      target: id,
      summary: 'install the extension of Azure Machine Learning',
      changes: ['extension/install'],
    },
    method: 'PUT',
    url: `${service.endpoint}${id}?api-version=${API_VERSIONS.kubernetesConfiguration}`,
    body: async (announce) => {
      const relay = relayId === null ? null : await readRelayConnection(context, relayId, announce);
      const settings: InstallSettings = installSettings(request, installFactsOf(facts), relay);
      return encodeInstall({ ...settings, releaseTrain: request.releaseTrain, version: request.version });
    },
    needs: [{ action: 'Microsoft.KubernetesConfiguration/extensions/write', scope }],
    pace: EXTENSION_PACE,
  };
}
