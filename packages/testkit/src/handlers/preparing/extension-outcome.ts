import { installFailure, wrapped } from '../../refusals/install-failures.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import type { InstallFailure } from '../../world/install-failure.js';
import type { ErrorBody, Outcome } from '../../world/outcome.js';
import type { ResourceOperation } from '../../world/preparing-records.js';
import type { ClusterRecord, ExtensionRecord } from '../../world/records.js';
import { registrationAt } from '../../world/registration.js';

const AZUREML = 'microsoft.azureml.kubernetes';

/** Settings that the CLI adds by itself; an installation without them fails in the cluster (reported). */
const HIDDEN = ['cluster_name', 'clusterId', 'relayserver.enabled', 'nginxIngress.enabled'];

/** An extension as a write leaves it, with what the write said beside it. */
export interface WrittenExtension {
  readonly extension: ExtensionRecord;
  readonly cluster: ClusterRecord;
  /** Whether the body said for what the extension is. */
  readonly hasScope: boolean;
}

/** How a write to an extension will end. Whatever is wrong shows after the write was accepted (reported). */
export function extensionOutcome(
  verb: ResourceOperation['verb'],
  written: WrittenExtension,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): Outcome {
  const { plan } = call;
  if (plan.failure !== undefined)
    return fails({ ...wrapped(plan.failure.message, verb), code: plan.failure.code });
  if (plan.outcome !== undefined) return plan.outcome;
  if (verb === 'delete') return { kind: 'succeeds' };
  const failure = unregistered(written, call, service) ?? written.cluster.installFailure;
  if (failure !== null) return fails(installFailure(failure, verb));
  if (isOffline(written.cluster)) return { kind: 'never-ends' };
  const trouble = azuremlTrouble(verb, written, { call, service });
  return trouble === null ? { kind: 'succeeds' } : fails(installFailure(trouble, verb));
}

function fails(error: ErrorBody): Outcome {
  return { kind: 'fails', error, provisioningErrors: [] };
}

/** Only in mode `registration: 'late-failure'` does a write come so far. */
function unregistered(
  { cluster }: WrittenExtension,
  call: ArmCall,
  { world }: ServiceContext,
): InstallFailure | null {
  const { subscriptionId } = cluster;
  const namespace = 'Microsoft.KubernetesConfiguration';
  return registrationAt(world, { subscriptionId, namespace }, call.now) === 'Registered'
    ? null
    : 'registration-rights';
}

/** Without its agents nothing happens in a cluster; the service gives up after 48 hours (documented). */
function isOffline({ kind, connectivityStatus, powerState }: ClusterRecord): boolean {
  return kind === 'arc' ? connectivityStatus !== 'Connected' : powerState === 'Stopped';
}

function azuremlTrouble(
  verb: ResourceOperation['verb'],
  written: WrittenExtension,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): InstallFailure | null {
  const { extension, cluster, hasScope } = written;
  if (extension.extensionType.toLowerCase() !== AZUREML) return null;
  if (verb === 'create' && (!hasScope || extension.scope === 'namespace')) return 'scope-rights';
  if (hasAnother(extension, call, service)) return 'ownership-foreign';
  return service.modes.hiddenSettings === 'optional' ? null : settingsTrouble(extension, cluster);
}

/** At most one AzureML extension fits into a cluster: its definitions are of the whole cluster (assumed). */
function hasAnother(
  { clusterId, id }: ExtensionRecord,
  { now }: ArmCall,
  { world }: ServiceContext,
): boolean {
  return world
    .extensionsOf(clusterId, now)
    .some(({ record }) => record.id !== id && record.extensionType.toLowerCase() === AZUREML);
}

function settingsTrouble(extension: ExtensionRecord, cluster: ClusterRecord): InstallFailure | null {
  const { configurationSettings: plain, protectedSettings } = extension;
  if (HIDDEN.some((name) => plain[name] === undefined)) return 'E40000';
  const isOn = (name: string): boolean => plain[name]?.toLowerCase() === 'true';
  const isRelayed = isOn('relayserver.enabled') && cluster.kind === 'arc';
  if (isRelayed && !protectedSettings.includes('relayserver.relayConnectionString')) return 'E45003';
  if (!isOn('enableInference')) return null;
  const hasTls =
    plain['scoringFe.sslSecret'] ?? (protectedSettings.includes('scoringFe.sslCert') || undefined);
  if (!isOn('allowInsecureConnections') && hasTls === undefined) return 'E40007';
  return plain['inferenceRouterHA']?.toLowerCase() !== 'false' && cluster.nodes.length < 3 ? 'E40002' : null;
}
