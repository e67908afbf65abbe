import { startResourceOperation } from '../../operations/start-resource-operation.js';
import { type Answer, answerEmpty, answerJson } from '../../refusals/answer.js';
import { extensionConflict } from '../../refusals/preparing-refusals.js';
import { type ArmCall, param, queryValue, type ServiceContext } from '../../service/arm-call.js';
import type { ExtensionView } from '../../world/extension-state.js';
import { guidFrom } from '../../world/guid-source.js';
import type { ResourceOperation } from '../../world/preparing-records.js';
import type { ClusterRecord, ExtensionRecord } from '../../world/records.js';
import { idKey } from '../../world/resource-id.js';
import { extensionBody } from './extension-body.js';
import { extensionHeaders, supportedVersions } from './extension-operation.js';
import { extensionOutcome, type WrittenExtension } from './extension-outcome.js';
import { EXTENSION_TYPE, findClusterScope, findExtension, lookUpExtension } from './find-extension.js';
import { type ExtensionSpec, parseExtension, parseExtensionPatch } from './parse-extension.js';
import { requireRegistered } from './provider.js';

/** What the service installs when no version is asked for. */
const CURRENT_VERSION = '1.1.63';

/** Creates an extension: 201, Creating (recorded). One that is there is replaced as a whole (assumed); see the mode. */
export function putExtension(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findClusterScope(call, service);
  if (service.modes.registration === 'gated') requireRegistration(cluster, call, service);
  const spec = parseExtension(call.body);
  const current = lookUpExtension(call, service);
  refuseBusy(current, service);
  const name = current?.record.name ?? param(call, 'extension');
  if (current !== null) refuseReplacement(current, spec, service);
  const extension = recordOf(spec, { cluster, name, current, now: call.now });
  const isFirst = current === null || current.provisioningState === 'Failed';
  const view = write(
    isFirst ? 'create' : 'update',
    { extension, cluster, hasScope: spec.hasScope },
    { call, service },
  );
  return answerJson(extensionBody(view, call, service), {
    indent: 0,
    status: current === null || service.modes.extensionPutExisting === 'created' ? 201 : 200,
    headers: headersOf(view, cluster, { call, service }),
  });
}

/**
 * Changes an extension: 202, Updating (recorded on Arc). Plain settings are merged by key, protected ones replaced as
 * a whole (documented). A change of nothing answers 200 (documented).
 */
export function patchExtension(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findClusterScope(call, service);
  const current = findExtension(call, service);
  if (service.modes.registration === 'gated') requireRegistration(cluster, call, service);
  const { version, ...patch } = parseExtensionPatch(call.body);
  refuseBusy(current, service);
  if (version === undefined && Object.keys(patch).length === 0)
    return answerJson(extensionBody(current, call, service), { indent: 0, headers: supportedVersions(call) });
  const { record } = current;
  const settings = { ...record.configurationSettings, ...patch.configurationSettings };
  const extension = {
    ...record,
    ...patch,
    version: version ?? record.version,
    configurationSettings: settings,
  };
  const view = write('update', { extension, cluster, hasScope: true }, { call, service });
  return answerJson(extensionBody(view, call, service), {
    indent: 0,
    status: 202,
    headers: headersOf(view, cluster, { call, service }),
  });
}

/** 202 with `Azure-AsyncOperation` only (recorded); forced: 200 at once (recorded on Arc); absent: 204 (documented). */
export function deleteExtension(call: ArmCall, service: ServiceContext): Answer {
  const cluster = findClusterScope(call, service);
  const current = lookUpExtension(call, service);
  if (current === null) return answerEmpty(204, supportedVersions(call));
  const { record } = current;
  if (queryValue(call.url, 'forceDelete')?.toLowerCase() === 'true') {
    service.world.extensions.delete(idKey(record.id));
    return answerJson(FORCED, { indent: 0, headers: supportedVersions(call) });
  }
  refuseBusy(current, service);
  const view = write('delete', { extension: record, cluster, hasScope: true }, { call, service });
  return answerEmpty(202, headersOf(view, cluster, { call, service }));
}

/** The service writes out an object of its own here (recorded). */
const FORCED = {
  content: null,
  statusCode: 200,
  headers: [],
  version: '1.1',
  reasonPhrase: 'OK',
  trailingHeaders: [],
  requestMessage: null,
  isSuccessStatusCode: true,
};

interface Handling {
  readonly call: ArmCall;
  readonly service: ServiceContext;
}

function requireRegistration(cluster: ClusterRecord, call: ArmCall, service: ServiceContext): void {
  const { subscriptionId } = cluster;
  requireRegistered(call, service, { subscriptionId, namespace: 'Microsoft.KubernetesConfiguration' });
}

function write(
  verb: ResourceOperation['verb'],
  written: WrittenExtension,
  handling: Handling,
): ExtensionView {
  const outcome = extensionOutcome(verb, written, handling);
  const { service } = handling;
  const operation = startResourceOperation(verb, written.extension.id, { ...handling, outcome });
  const isGone =
    verb === 'create' && outcome.kind === 'fails' && service.modes.extensionAfterFailure === 'gone';
  const record = { ...written.extension, operation, vanishesWhenFailed: isGone };
  service.world.addExtension(record);
  const provisioningState = { create: 'Creating', update: 'Updating', delete: 'Deleting' }[verb];
  return { record, provisioningState, operation };
}

function headersOf(
  { operation }: ExtensionView,
  cluster: ClusterRecord,
  handling: Handling,
): Record<string, string> {
  return operation === null ? {} : extensionHeaders(operation, cluster, handling);
}

function recordOf(
  spec: ExtensionSpec,
  {
    cluster,
    name,
    current,
    now,
  }: {
    readonly cluster: ClusterRecord;
    readonly name: string;
    readonly current: ExtensionView | null;
    readonly now: number;
  },
): ExtensionRecord {
  const id = `${cluster.id}/providers/${EXTENSION_TYPE}/${name}`;
  const { hasScope: _, hasIdentity: __, version, ...rest } = spec;
  return {
    ...rest,
    id,
    clusterId: cluster.id,
    name,
    version: version ?? CURRENT_VERSION,
    provisioningState: 'Creating',
    statuses: [],
    errorInfo: null,
    principalId: guidFrom(`principal of ${id}`),
    createdAt: current?.record.createdAt ?? now,
    vanishesWhenFailed: false,
    operation: null,
  };
}

function refuseBusy(current: ExtensionView | null, { modes }: ServiceContext): void {
  if (current === null || current.operation === null || modes.extensionWhileBusy === 'accept') return;
  throw extensionConflict(current.record.name, `is ${current.provisioningState}`);
}

function refuseReplacement({ record }: ExtensionView, spec: ExtensionSpec, { modes }: ServiceContext): void {
  if (record.extensionType.toLowerCase() !== spec.extensionType.toLowerCase())
    throw extensionConflict(record.name, `is of the type ${record.extensionType}, which cannot change`);
  if (modes.extensionPutExisting === 'conflict') throw extensionConflict(record.name, 'exists already');
}
