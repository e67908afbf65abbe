import type { Secret } from '../secret.js';
import type { ExtensionRequest } from './extension-request.js';
import { type InstallFacts, installSettings, pythonBoolean, RELAY_SECRETS } from './install-settings.js';
import type { InstalledExtension } from './installed-extension.js';
import type { Change } from './step.js';

/** What has to change on an installed extension. Empty where it is as asked for. */
export interface ExtensionDifferences {
  readonly settings: Readonly<Record<string, string>>;
  /** Protected settings that are not there yet, by name. */
  readonly newSecrets: readonly string[];
  readonly releaseTrain: string | null;
  readonly version: string | null;
}

/**
 * Compares an installed extension with a request. What is not given is kept. Azure never shows the value of a protected
 * setting, so that only a missing name is a difference.
 */
export function extensionDifferences(
  installed: InstalledExtension,
  request: ExtensionRequest,
  facts: InstallFacts,
): ExtensionDifferences {
  const wanted = { ...inferenceExtras(installed, request, facts), ...givenSettings(request) };
  const changed = Object.entries(wanted).filter(
    ([key, value]) => !sameSetting(installed.settings[key], value),
  );
  const secrets = Object.keys(installSettings(request, facts, null).protectedSettings);
  return {
    settings: Object.fromEntries(changed),
    newSecrets: secrets.filter((key) => !installed.protectedKeys.includes(key)),
    releaseTrain: differs(installed.releaseTrain, request.releaseTrain) ? request.releaseTrain : null,
    version: differs(installed.version, request.version) ? request.version : null,
  };
}

/** Whether nothing differs. */
export function isEmpty({ settings, newSecrets, releaseTrain, version }: ExtensionDifferences): boolean {
  return (
    Object.keys(settings).length === 0 && newSecrets.length === 0 && releaseTrain === null && version === null
  );
}

function givenSettings({ training, inference, router, settings }: ExtensionRequest): Record<string, string> {
  return {
    ...(training === null ? {} : { enableTraining: pythonBoolean(training) }),
    ...(inference === null ? {} : { enableInference: pythonBoolean(inference) }),
    ...(router === null ? {} : { inferenceRouterServiceType: router }),
    ...settings,
  };
}

/** What the chart needs beside a request that switches inference on; nothing that is there is changed by it. */
function inferenceExtras(
  installed: InstalledExtension,
  request: ExtensionRequest,
  facts: InstallFacts,
): Record<string, string> {
  if (request.inference !== true || installed.inferenceEnabled) return {};
  const computed = Object.entries(installSettings(request, facts, null).settings);
  return Object.fromEntries(
    computed.filter(([key]) => key.startsWith('scoringFe.') && !Object.hasOwn(installed.settings, key)),
  );
}

/** Switches and words of the service compare without case; a switch that is not there is off. */
function sameSetting(current: string | undefined, wanted: string): boolean {
  const word = wanted.toLowerCase();
  if (current === undefined) return word === 'false';
  return current === wanted || (SWITCH.test(wanted) && current.toLowerCase() === word);
}

const SWITCH = /^(?:true|false|nodeport|loadbalancer|clusterip)$/i;

function differs(current: string | null, wanted: string | null): boolean {
  return wanted !== null && current?.toLowerCase() !== wanted.toLowerCase();
}

/** The protected settings that an update has to send, because it replaces the whole set. */
export interface ProtectedSet {
  readonly given: Readonly<Record<string, Secret>>;
  /** Names whose values the caller has to give, because Azure does not show them. */
  readonly unknown: readonly string[];
  /** Whether the Relay's connection string has to be fetched. */
  readonly needsRelay: boolean;
}

/** Gathers all protected settings of an extension; those of the Relay can be fetched, the others only be given. */
export function protectedSetOf(
  installed: InstalledExtension,
  request: ExtensionRequest,
  facts: InstallFacts,
): ProtectedSet {
  const given = installSettings(request, facts, null).protectedSettings;
  const missing = installed.protectedKeys.filter((key) => !Object.hasOwn(given, key));
  const unknown = missing.filter((key) => facts.kind === 'aks' || !RELAY_SECRETS.includes(key));
  return { given, unknown, needsRelay: missing.length > unknown.length };
}

const STOPS_JOBS = 'running jobs stop or cannot start any more';
const STOPS_ENDPOINTS = 'online endpoints stop or are out of reach for a while';

/** The changes of an update, each named, with what it can break. */
export function updateChanges(differences: ExtensionDifferences): readonly Change[] {
  const { settings, newSecrets, releaseTrain, version } = differences;
  return [
    ...Object.entries(settings).map(([key, value]) => ({
      id: `extension/set/${key}=${value}`,
      summary: `set ${key} to ${value}`,
      danger: dangerOf(key, value),
    })),
    ...newSecrets.map((key) => ({
      id: `extension/protect/${key}`,
      summary: `set the protected ${key}`,
      danger: null,
    })),
    ...(releaseTrain === null ? [] : [change('releaseTrain', releaseTrain, 'follow release train')]),
    ...(version === null ? [] : [change('version', version, 'pin version')]),
  ];
}

function change(member: string, value: string, words: string): Change {
  const danger = member === 'version' ? 'automatic upgrades stop; a downgrade is not supported' : null;
  return { id: `extension/${member}/${value}`, summary: `${words} ${value}`, danger };
}

/** What a change can break while something runs (Azure CLI, which asks for consent; Azure ML documentation). */
function dangerOf(key: string, value: string): string | null {
  const isOff = value.toLowerCase() === 'false';
  if (key.startsWith('nodeSelector.')) return `${STOPS_JOBS}; ${STOPS_ENDPOINTS}`;
  if (isOff && (key === 'enableTraining' || key === 'installNvidiaDevicePlugin')) return STOPS_JOBS;
  if (isOff && key === 'enableInference') return STOPS_ENDPOINTS;
  return ROUTING.includes(key) ? STOPS_ENDPOINTS : null;
}

const ROUTING: readonly string[] = [
  'allowInsecureConnections',
  'inferenceRouterServiceType',
  'internalLoadBalancerProvider',
  'sslCname',
];
