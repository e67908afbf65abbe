import type { JsonObject } from '../../json.js';
import { isPastRetention } from '../../operations/is-past-retention.js';
import { signedQuery } from '../../operations/signed-query.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { apiVersions } from '../../service/api-versions.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { operationAt } from '../../world/lifecycle.js';
import type { ResourceOperation } from '../../world/preparing-records.js';
import type { ClusterRecord } from '../../world/records.js';
import { findClusterScope } from './find-extension.js';

const WORKING = { create: 'Creating', update: 'Updating', delete: 'Deleting' } as const;

/** The header that answers of this provider carry: the version of the request, or all of them on an operation (recorded). */
export function supportedVersions(call: ArmCall, all = false): Readonly<Record<string, string>> {
  const versions = all ? apiVersions['Microsoft.KubernetesConfiguration/extensions'] : [call.apiVersion];
  return { 'api-supported-versions': versions.join(', ') };
}

/**
 * Where to look. `Azure-AsyncOperation` always, with the type in another casing; the query is `api-version` on AKS and
 * `api-Version` on Arc. `Location` of a write names the resource: on the same host for AKS, on a host of the region for
 * Arc (all recorded).
 */
export function extensionHeaders(
  operation: ResourceOperation,
  cluster: ClusterRecord,
  { call, service }: { readonly call: ArmCall; readonly service: ServiceContext },
): Record<string, string> {
  const { origin } = call.url;
  const name = operation.resourceId.split('/').at(-1) ?? '';
  const path = `${otherCasing(cluster.id)}/providers/Microsoft.KubernetesConfiguration/extensions/${name}`;
  const onAks = cluster.kind === 'aks';
  const query = `${onAks ? 'api-version' : 'api-Version'}=${call.apiVersion}`;
  const signature = service.modes.signedOperationUrl && onAks ? signedQuery(operation.id) : '';
  return {
    ...supportedVersions(call),
    'Azure-AsyncOperation': `${origin}${path}/operations/${operation.id}?${query}${signature}`,
    ...(operation.verb === 'delete'
      ? {}
      : {
          Location: `${onAks ? origin : `https://${cluster.location}.rp.kubernetesconfiguration.azure.com`}${path}`,
        }),
  };
}

/** Always 200, with the word of the verb until the end; the error of a failure is reported by users. */
export function getExtensionOperation(call: ArmCall, service: ServiceContext): Answer {
  findClusterScope(call, service);
  const id = param(call, 'operation');
  const operation = service.world.resourceOperations.get(id.toLowerCase());
  if (operation === undefined || isPastRetention(operation, call.now, service.modes))
    throw resourceNotFound('Microsoft.KubernetesConfiguration/extensions/operations', id);
  const body: JsonObject = {
    id: `${otherCasing(operation.resourceId)}/operations/${operation.id}`,
    name: operation.id,
    ...statusOf(operation, call.now),
  };
  return answerJson(body, { indent: 0, headers: supportedVersions(call, true) });
}

function statusOf(operation: ResourceOperation, now: number): JsonObject {
  const view = operationAt(operation, now);
  if (view.status === 'InProgress') return { status: WORKING[operation.verb] };
  if (view.status === 'Failed') return { status: 'Failed', error: { ...view.error } };
  return { status: view.status };
}

function otherCasing(id: string): string {
  return id
    .replace('/managedClusters/', '/ManagedClusters/')
    .replace('/connectedClusters/', '/ConnectedClusters/');
}
