import {
  type ExtensionDifferences,
  protectedSetOf,
  updateChanges,
} from '../../../domain/preparing/extension-update.js';
import { RELAY_SECRETS } from '../../../domain/preparing/install-settings.js';
import type { InstalledExtension } from '../../../domain/preparing/installed-extension.js';
import type { Announce } from '../../../domain/preparing/preparation-write.js';
import type { Secret } from '../../../domain/secret.js';
import { API_VERSIONS } from '../../../wire/api-versions.js';
import { encodeUpdate } from '../../../wire/extensions/encode-extension.js';
import { installFactsOf } from '../../facts/install-facts.js';
import { extensionIdOf } from '../../facts/read-extensions.js';
import { relayIdsOf } from '../../facts/relay-ids.js';
import { stepOf } from '../preparation-step.js';
import { readRelayConnection } from '../read-relay-connection.js';
import { type ExaminedStep, examined, type PreparationContext } from '../step-definition.js';
import type { RequestWrite } from '../step-write.js';
import { EXTENSION_PACE, extensionFrame, extensionLine } from './extension-frame.js';

/** Plans a change of an installed extension: only what differs is sent. */
export function updateStep(
  context: PreparationContext,
  installed: InstalledExtension,
  differences: ExtensionDifferences,
): ExaminedStep {
  const frame = extensionFrame(context, installed.name);
  const secrets = protectedSetOf(installed, context.target.extension, installFactsOf(context.facts));
  const changes = updateChanges(differences);
  if (differences.newSecrets.length > 0 && secrets.unknown.length > 0)
    return examined(
      stepOf(frame, 'blocked', 'protected settings that the extension has are not given', {
        changes,
        fix: 'Give every protected setting that the extension has: Azure replaces them all, and shows no values',
        untrusted: secrets.unknown.join(', '),
      }),
    );
  const step = stepOf(frame, 'needed', 'the extension is installed with other settings', {
    changes,
    command: extensionLine('update', context, {
      name: installed.name,
      settings: differences.settings,
      secrets: differences.newSecrets.length === 0 ? [] : Object.keys(secrets.given),
    }),
    undo: undoOf(installed, differences),
  });
  return examined(step, writeUpdate(context, installed, differences));
}

/** The names alone: the values that others set are not ours to repeat. */
function undoOf(installed: InstalledExtension, { settings }: ExtensionDifferences): string {
  const names = Object.keys(settings).join(', ');
  return `Set ${names === '' ? 'what was changed' : names} back to what it was, with az k8s-extension update --name ${installed.name}`;
}

function writeUpdate(
  context: PreparationContext,
  installed: InstalledExtension,
  differences: ExtensionDifferences,
): RequestWrite {
  const { service, target } = context;
  const id = extensionIdOf(target.resourceId, installed.name);
  return {
    kind: 'request',
    write: {
      step: 'extension',
      action: 'update',
      target: id,
      summary: 'change the settings of the extension',
      changes: updateChanges(differences).map((change) => change.id),
    },
    method: 'PATCH',
    url: `${service.endpoint}${id}?api-version=${API_VERSIONS.kubernetesConfiguration}`,
    body: async (announce) => {
      const { settings, newSecrets, releaseTrain, version } = differences;
      const protectedSettings = newSecrets.length === 0 ? null : await wholeSet(context, installed, announce);
      return encodeUpdate({ settings, protectedSettings, releaseTrain, version });
    },
    needs: [{ action: 'Microsoft.KubernetesConfiguration/extensions/write', scope: target.resourceId }],
    pace: EXTENSION_PACE,
  };
}

/** All protected settings, because Azure replaces the whole set: those of the Relay are fetched. */
async function wholeSet(
  context: PreparationContext,
  installed: InstalledExtension,
  announce: Announce,
): Promise<Readonly<Record<string, Secret>>> {
  const { target, facts } = context;
  const { given, needsRelay } = protectedSetOf(installed, target.extension, installFactsOf(facts));
  if (!needsRelay) return given;
  const id = relayIdsOf(target.resourceId).hybridConnection;
  const { connectionString } = await readRelayConnection(context, id, announce);
  return { ...Object.fromEntries(RELAY_SECRETS.map((key) => [key, connectionString])), ...given };
}
