import type { Fact } from '../../../domain/fact.js';
import { sameArmId } from '../../../domain/ids/arm-id.js';
import { isExtensionName } from '../../../domain/preparing/extension-name.js';
import type { ExtensionRequest } from '../../../domain/preparing/extension-request.js';
import { retryRequest } from '../../../domain/preparing/extension-retry.js';
import { extensionDifferences, isEmpty } from '../../../domain/preparing/extension-update.js';
import { installProblem, needsRelay } from '../../../domain/preparing/install-settings.js';
import type { InstalledExtension, ListedExtension } from '../../../domain/preparing/installed-extension.js';
import { API_VERSIONS } from '../../../wire/api-versions.js';
import { decodeResourceId } from '../../../wire/relay/decode-relay.js';
import { installFactsOf } from '../../facts/install-facts.js';
import { EXTENSION_NAME, installedAmong, readExtensions } from '../../facts/read-extensions.js';
import { readResource } from '../../facts/read-resource.js';
import { relayIdsOf } from '../../facts/relay-ids.js';
import { clusterObstacle } from '../cluster-obstacle.js';
import { type PreparationStep, stepOf } from '../preparation-step.js';
import { requireRights } from '../require-rights.js';
import {
  type ExaminedStep,
  examined,
  type PreparationContext,
  type StepDefinition,
} from '../step-definition.js';
import { unseen } from '../unseen.js';
import { EXTENSION_PACE, extensionFrame } from './extension-frame.js';
import { failedExtension } from './failed-extension.js';
import { type ExtensionInstallation, installStep } from './install-extension.js';
import { updateStep } from './update-extension.js';

/** The extension of Azure Machine Learning is installed, and as it was asked for. */
export const extensionStep: StepDefinition = {
  id: 'extension',
  examine,
  pace: EXTENSION_PACE,
  withinMs: 30 * 60_000,
};

async function examine(context: PreparationContext): Promise<ExaminedStep> {
  const { service, target, signal } = context;
  const extensions = await readExtensions(service, target.resourceId, signal);
  return requireRights(context.rights, await compare(context, extensions));
}

async function compare(
  context: PreparationContext,
  extensions: Fact<readonly ListedExtension[]>,
): Promise<ExaminedStep> {
  if (extensions.kind === 'read') {
    const installed = installedAmong(extensions.value);
    if (installed === null) return compareAbsent(context, freeName(extensions.value));
    return isExtensionName(installed.name)
      ? compareInstalled(context, installed)
      : examined(misnamedStep(context, installed.name));
  }
  const isUnregistered =
    extensions.kind === 'unreadable' && extensions.code === 'MissingSubscriptionRegistration';
  if (extensions.kind === 'absent' || isUnregistered) return compareAbsent(context, EXTENSION_NAME);
  return unseen(extensionFrame(context, EXTENSION_NAME), extensions, {
    what: 'the extensions of the cluster',
    help: `Ask an Owner of ${context.target.resourceId} for the role Kubernetes Extension Contributor`,
  });
}

/** What Azure answers as its name cannot be one, so that nothing is sent to it, and no second one is installed. */
function misnamedStep(context: PreparationContext, name: string): PreparationStep {
  return stepOf(
    extensionFrame(context, EXTENSION_NAME),
    'blocked',
    'the extension is installed under a name of an unknown form',
    { fix: 'Look at the extensions of the cluster in the Azure portal', untrusted: name },
  );
}

/** An extension of another type may have the name already. */
function freeName(extensions: readonly ListedExtension[]): string {
  const isTaken = extensions.some(({ name }) => name.toLowerCase() === EXTENSION_NAME);
  return isTaken ? `${EXTENSION_NAME}-kubernetes` : EXTENSION_NAME;
}

async function compareAbsent(context: PreparationContext, name: string): Promise<ExaminedStep> {
  const { extension } = context.target;
  return plannedInstall(context, { name, request: extension, before: null });
}

async function plannedInstall(
  context: PreparationContext,
  installation: Pick<ExtensionInstallation, 'name' | 'request' | 'before'>,
): Promise<ExaminedStep> {
  const { name, request } = installation;
  const refused = obstructedInstall(context, name) ?? refusedInstall(context, name, request);
  if (refused !== null) return examined(refused);
  const [relayId, warnings] = await Promise.all([relayIdFor(context, request), context.outlook(request)]);
  return installStep(context, { ...installation, relayId, warnings });
}

function obstructedInstall(context: PreparationContext, name: string): PreparationStep | null {
  const obstacle = clusterObstacle(context.facts.cluster);
  if (obstacle === null) return null;
  return stepOf(extensionFrame(context, name), 'blocked', obstacle.summary, { fix: obstacle.fix });
}

function refusedInstall(
  context: PreparationContext,
  name: string,
  request: ExtensionRequest,
): PreparationStep | null {
  const problem = installProblem(request);
  if (problem === null) return null;
  const { field, rule, example } = problem;
  return stepOf(extensionFrame(context, name), 'blocked', `${field} ${rule}`, {
    fix: `Give ${field} a value such as ${example}`,
  });
}

/** The id of the hybrid connection as Azure answers it; null where it is not there, or none is needed. */
async function relayIdFor(context: PreparationContext, request: ExtensionRequest): Promise<string | null> {
  if (!needsRelay(installFactsOf(context.facts), request)) return null;
  const id = relayIdsOf(context.target.resourceId).hybridConnection;
  const found = await readResource(context, { id, apiVersion: API_VERSIONS.relay, decode: decodeResourceId });
  return found.kind === 'read' && sameArmId(found.value, id) ? found.value : null;
}

async function compareInstalled(
  context: PreparationContext,
  installed: InstalledExtension,
): Promise<ExaminedStep> {
  const frame = extensionFrame(context, installed.name);
  switch (installed.provisioningState?.toLowerCase()) {
    case 'succeeded':
      return compareSettled(context, installed);
    case 'creating':
    case 'pending':
      return examined(stepOf(frame, 'under-way', 'the extension is being installed'));
    case 'updating':
      return examined(stepOf(frame, 'under-way', 'the extension is being updated'));
    case 'deleting':
      return examined(
        stepOf(frame, 'under-way', 'the extension is being removed; after that it can be installed'),
      );
    case 'failed':
    case 'canceled':
      return compareFailed(context, installed);
    default:
      return examined(
        stepOf(frame, 'unknown', 'the extension is in a state that is not known here', {
          fix: 'Try again later',
        }),
      );
  }
}

async function compareSettled(
  context: PreparationContext,
  installed: InstalledExtension,
): Promise<ExaminedStep> {
  const { extension } = context.target;
  const differences = extensionDifferences(installed, extension, installFactsOf(context.facts));
  const frame = extensionFrame(context, installed.name);
  if (isEmpty(differences)) return examined(stepOf(frame, 'done', 'the extension is installed as asked for'));
  return updateStep(context, installed, differences);
}

/** A failed extension is written again only where the caller named the step. */
async function compareFailed(
  context: PreparationContext,
  installed: InstalledExtension,
): Promise<ExaminedStep> {
  if (!context.named.has('extension')) return examined(failedExtension(context, installed));
  const request = retryRequest(installed, context.target.extension);
  return plannedInstall(context, { name: installed.name, request, before: installed });
}
