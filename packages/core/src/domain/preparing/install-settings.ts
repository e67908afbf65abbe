import type { InputProblem } from '../../errors/invalid-input-error.js';
import { type ClusterId, type ClusterKind, nameOf } from '../ids/resource-ids.js';
import { Secret } from '../secret.js';
import type { ExtensionRequest } from './extension-request.js';

/** What the settings of an install depend on beside the request. */
export interface InstallFacts {
  readonly id: ClusterId;
  readonly kind: ClusterKind;
  readonly location: string;
  /** Nodes now; null where it is not known. */
  readonly nodeCount: number | null;
  /** Such as `openshift`; known for Arc alone. */
  readonly distribution: string | null;
}

/** The Relay of an Arc cluster, as its extension has to know it. */
export interface RelayConnection {
  /** ARM id of the hybrid connection, as Azure answered it. */
  readonly hybridConnectionId: string;
  readonly hybridConnectionName: string;
  readonly connectionString: Secret;
}

/** The settings of an install: those that anybody may read, and those that Azure keeps secret. */
export interface InstallSettings {
  readonly settings: Readonly<Record<string, string>>;
  readonly protectedSettings: Readonly<Record<string, Secret>>;
}

/** Fewer nodes cannot run the router with its three replicas. */
const NODES_OF_A_ROUTER = 3;

/** Whether a setting is switched on. */
export function isOn(setting: string | undefined): boolean {
  return setting?.toLowerCase() === 'true';
}

/** Whether an install of this request goes through a Relay of our making. */
export function needsRelay({ kind }: Pick<InstallFacts, 'kind'>, request: ExtensionRequest): boolean {
  const enabled =
    request.settings['relayserver.enabled']?.toLowerCase() ?? (kind === 'arc' ? 'true' : 'false');
  return (
    kind === 'arc' && enabled !== 'false' && !('relayServerConnectionString' in request.protectedSettings)
  );
}

/** The names of the protected settings that hold the Relay's connection string. */
export const RELAY_SECRETS: readonly string[] = [
  'relayServerConnectionString',
  'relayserver.relayConnectionString',
];

/**
 * Computes all settings of a new install: what the user gives, and what Azure's command line adds without a word
 * (its source, `AzureMLKubernetes.py`). A setting that the user gives is never replaced.
 *
 * @param relay null on AKS, where the user brings a Relay, and while it does not exist yet.
 */
export function installSettings(
  request: ExtensionRequest,
  facts: InstallFacts,
  relay: RelayConnection | null,
): InstallSettings {
  const features = featuresOf(request);
  const inference = isOn(features['enableInference']) ? inferenceSettings(request, facts) : {};
  const given = {
    ...placeSettings(facts),
    ...relaySettings(relay),
    ...features,
    ...inference,
    ...request.settings,
  };
  const clusterName = given['cluster_name'] ?? facts.id;
  return {
    settings: { clusterId: clusterName, [PROMETHEUS_LABEL]: clusterName, ...given },
    protectedSettings: {
      ...relaySecrets(relay),
      ...protectedSettings(request, isOn(features['enableInference'])),
    },
  };
}

const PROMETHEUS_LABEL = 'prometheus.prometheusSpec.externalLabels.cluster_name';

/** Training alone, where neither is given. */
function featuresOf({ training, inference }: ExtensionRequest): Readonly<Record<string, string>> {
  const isTraining = training ?? inference === null;
  return { enableTraining: pythonBoolean(isTraining), enableInference: pythonBoolean(inference ?? false) };
}

/** The spelling that reaches Azure from its own command line. */
export function pythonBoolean(value: boolean): string {
  return value ? 'True' : 'False';
}

function placeSettings({
  id,
  kind,
  location,
  nodeCount,
  distribution,
}: InstallFacts): Record<string, string> {
  const region = location.replace(/\s/g, '').toLowerCase();
  const isSmall = nodeCount !== null && nodeCount < NODES_OF_A_ROUTER;
  return {
    ...(isSmall ? { clusterPurpose: 'DevTest', inferenceRouterHA: 'false' } : {}),
    ...(kind === 'arc' && distribution?.toLowerCase() === 'openshift' ? { openshift: 'true' } : {}),
    cluster_name: id,
    domain: `${region}.cloudapp.azure.com`,
    location: region,
    jobSchedulerLocation: region,
    cluster_name_friendly: nameOf(id),
    'servicebus.enabled': 'false',
    'relayserver.enabled': kind === 'arc' ? 'true' : 'false',
    'nginxIngress.enabled': kind === 'arc' ? 'false' : 'true',
  };
}

function inferenceSettings(
  { router, settings, protectedSettings }: ExtensionRequest,
  { kind }: InstallFacts,
): Record<string, string> {
  const isInternal = settings['internalLoadBalancerProvider']?.toLowerCase() === 'azure';
  const isInsecure = isOn(settings['allowInsecureConnections']);
  const secret = settings['sslSecret'];
  const usesSecret = secret !== undefined && !isInsecure && !hasCertificate(protectedSettings);
  return {
    ...(router === null ? {} : { inferenceRouterServiceType: router }),
    ...(kind === 'aks' && isOn(settings['isAKSMigration']) ? { 'scoringFe.namespace': 'default' } : {}),
    ...(router === 'nodePort' ? { 'scoringFe.serviceType.nodePort': 'True' } : {}),
    ...(kind === 'aks' && isInternal && router !== 'nodePort'
      ? { 'scoringFe.serviceType.internalLoadBalancer': 'True' }
      : {}),
    ...(usesSecret ? { 'scoringFe.sslSecret': secret } : {}),
  };
}

function relaySettings(relay: RelayConnection | null): Record<string, string> {
  if (relay === null) return {};
  return {
    'relayserver.hybridConnectionResourceID': relay.hybridConnectionId,
    'relayserver.hybridConnectionName': relay.hybridConnectionName,
  };
}

function relaySecrets(relay: RelayConnection | null): Record<string, Secret> {
  if (relay === null) return {};
  return Object.fromEntries(RELAY_SECRETS.map((key) => [key, relay.connectionString]));
}

function hasCertificate(secrets: Readonly<Record<string, Secret>>): boolean {
  return 'sslCertPemFile' in secrets && 'sslKeyPemFile' in secrets;
}

/** A certificate goes as base64 under the chart's own keys; the keys of the command line, which are file paths, stay out. */
function protectedSettings(
  { protectedSettings: given, settings }: ExtensionRequest,
  isInference: boolean,
): Record<string, Secret> {
  const { sslCertPemFile, sslKeyPemFile, ...rest } = given;
  const isUsed = isInference && !isOn(settings['allowInsecureConnections']);
  if (!isUsed || sslCertPemFile === undefined || sslKeyPemFile === undefined) return withRelayCopy(rest);
  return withRelayCopy({
    ...rest,
    'scoringFe.sslCert': toBase64(sslCertPemFile),
    'scoringFe.sslKey': toBase64(sslKeyPemFile),
  });
}

/** The chart reads the connection string under two names. */
function withRelayCopy(secrets: Record<string, Secret>): Record<string, Secret> {
  const given = secrets['relayServerConnectionString'];
  return given === undefined ? secrets : { 'relayserver.relayConnectionString': given, ...secrets };
}

function toBase64(secret: Secret): Secret {
  const bytes = new TextEncoder().encode(secret.reveal());
  return new Secret(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
}

/** Why the extension would refuse to serve models with these settings; null where it would not. */
export function installProblem(request: ExtensionRequest): InputProblem | null {
  const features = featuresOf(request);
  if (!isOn(features['enableTraining']) && !isOn(features['enableInference']))
    return { field: 'extension.training', rule: 'or extension.inference must be true', example: 'true' };
  return isOn(features['enableInference']) ? inferenceProblem(request) : null;
}

function inferenceProblem({
  router,
  settings,
  protectedSettings: secrets,
}: ExtensionRequest): InputProblem | null {
  const hasTls = settings['sslSecret'] !== undefined || hasCertificate(secrets);
  if (!hasTls && !isOn(settings['allowInsecureConnections']))
    return {
      field: 'extension.settings.sslSecret',
      rule: 'must name the secret of a certificate, or allowInsecureConnections must be true, to serve models',
      example: 'my-tls-secret',
    };
  if (hasTls && settings['sslCname'] === undefined)
    return {
      field: 'extension.settings.sslCname',
      rule: 'must be given with a certificate',
      example: 'ml.example.com',
    };
  if (router === null)
    return { field: 'extension.router', rule: 'must be given to serve models', example: 'loadBalancer' };
  return null;
}
