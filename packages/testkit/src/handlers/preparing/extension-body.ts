import type { JsonObject } from '../../json.js';
import type { ArmCall, ServiceContext } from '../../service/arm-call.js';
import type { ExtensionView } from '../../world/extension-state.js';
import { guidFrom } from '../../world/guid-source.js';
import type { ExtensionRecord } from '../../world/records.js';
import { parseClusterId } from '../../world/resource-id.js';
import { TENANT_ID } from '../../world/tenant-id.js';
import { timestamp } from '../../world/timestamp.js';

/** Since this api-version an Arc extension shows `currentVersion` and `isSystemExtension` (recorded without, in 2022). */
const FULL_SINCE = '2023-05-01';

/**
 * An extension as the API shows it. Recorded for both kinds of cluster: on AKS the identity of the first answer leaves
 * once the extension is installed, and `aksAssignedIdentity` names another principal; protected settings are shown by
 * name, with empty values.
 */
export function extensionBody(view: ExtensionView, call: ArmCall, service: ServiceContext): JsonObject {
  const { record } = view;
  return {
    id: record.id,
    name: record.name,
    type: 'Microsoft.KubernetesConfiguration/extensions',
    properties: extensionMembers(view, call.apiVersion),
    systemData: systemDataOf(record),
    ...identityBody(view, service),
  };
}

/** The members of an extension, as an api-version shows them. */
export function extensionMembers(
  { record, provisioningState }: ExtensionView,
  apiVersion: string,
): JsonObject {
  const onAks = parseClusterId(record.clusterId)?.kind === 'aks';
  const isInstalled = provisioningState !== 'Creating' && record.version !== '';
  const shown = isInstalled ? record.version : null;
  const isFull = onAks || apiVersion.toLowerCase() >= FULL_SINCE;
  return {
    extensionType: record.extensionType,
    autoUpgradeMinorVersion: record.autoUpgrade,
    releaseTrain: record.releaseTrain,
    version: onAks && record.autoUpgrade ? null : shown,
    ...(isFull ? { currentVersion: shown } : {}),
    scope:
      record.scope === 'cluster'
        ? { cluster: { releaseNamespace: record.releaseNamespace } }
        : { namespace: { targetNamespace: record.releaseNamespace } },
    provisioningState,
    configurationSettings: { ...record.configurationSettings },
    configurationProtectedSettings: Object.fromEntries(record.protectedSettings.map((name) => [name, ''])),
    statuses: record.statuses.map((status) => ({ ...status })),
    errorInfo: record.errorInfo === null ? null : { ...record.errorInfo },
    aksAssignedIdentity:
      onAks && isInstalled ? { type: null, principalId: record.principalId, tenantId: null } : null,
    ...(isFull ? { isSystemExtension: false } : {}),
  };
}

function identityBody({ record, provisioningState }: ExtensionView, { modes }: ServiceContext): JsonObject {
  if (parseClusterId(record.clusterId)?.kind === 'arc')
    return {
      identity: { type: 'SystemAssigned', principalId: record.principalId, tenantId: TENANT_ID },
    };
  if (provisioningState !== 'Creating' && modes.extensionIdentity === 'vanishes') return {};
  return { identity: { type: 'SystemAssigned', principalId: guidFrom(`first principal of ${record.id}`) } };
}

/** The names of persons are null (recorded). */
function systemDataOf({ createdAt }: ExtensionRecord): JsonObject {
  const at = timestamp(createdAt);
  return {
    createdBy: null,
    createdByType: null,
    createdAt: at,
    lastModifiedBy: null,
    lastModifiedByType: null,
    lastModifiedAt: at,
  };
}
