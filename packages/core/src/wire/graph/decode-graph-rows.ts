import * as z from 'zod';
import type { Cluster } from '../../domain/cluster.js';
import type { Extension } from '../../domain/extension.js';
import { decodeCluster } from '../clusters/decode-cluster.js';
import { decodeExtension } from '../extensions/decode-extension.js';
import type { GraphRow } from './decode-graph-page.js';

/** A column that the provider left out is null, and the empty text where it was made a text. */
const given = (value: unknown): unknown => (value === '' ? null : value);

/**
 * The cluster in a row of the query `clusters`: put back into the form of its ARM resource, so that one decoder stays.
 * The client id of an AKS row is no evidence for a service principal, because Resource Graph removes personal data; an
 * identity is evidence against one.
 */
export function decodeClusterRow(row: GraphRow): Cluster | null {
  const column = (name: string): unknown => given(row[name]);
  const identityType = column('identityType');
  const hasIdentity = typeof identityType === 'string' && identityType.toLowerCase() !== 'none';
  return decodeCluster({
    id: row.id,
    name: column('name'),
    location: column('location'),
    properties: {
      provisioningState: column('provisioningState'),
      kubernetesVersion: column('kubernetesVersion'),
      currentKubernetesVersion: column('currentKubernetesVersion'),
      powerState: column('powerState'),
      apiServerAccessProfile: {
        enablePrivateCluster: column('enablePrivateCluster'),
        authorizedIPRanges: column('authorizedIPRanges'),
      },
      disableLocalAccounts: column('disableLocalAccounts'),
      servicePrincipalProfile: { clientId: hasIdentity ? 'msi' : 'unknown' },
      connectivityStatus: column('connectivityStatus'),
      distribution: column('distribution'),
    },
  });
}

/** An extension, and the cluster that it is installed in. */
export interface ExtensionRow {
  /** The id of the cluster, in lower case. */
  readonly clusterId: string;
  readonly extension: Extension;
}

const SCOPE = '/providers/microsoft.kubernetesconfiguration/';

/**
 * The extension in a row of the query `extensions`. The members of `properties` come in other cases than those of the
 * ARM resource, so they are found without case; names of settings keep theirs. Protected settings are dropped here.
 */
export function decodeExtensionRow(row: GraphRow): ExtensionRow | null {
  const id = row.id.toLowerCase();
  const end = id.lastIndexOf(SCOPE);
  const properties = lowerFirst(row['properties']);
  if (end <= 0 || properties === null) return null;
  const { configurationProtectedSettings: _secret, statuses, errorInfo, scope, ...rest } = properties;
  const extension = decodeExtension({
    name: row['name'],
    properties: {
      ...rest,
      scope: deepLowerFirst(scope),
      statuses: membersOf(statuses),
      errorInfo: deepLowerFirst(errorInfo),
    },
  });
  return extension === null ? null : { clusterId: id.slice(0, end), extension };
}

const record = z.record(z.string(), z.unknown());

/** The names that are read, by their spelling without case. */
const NAMES = new Map(
  [
    'extensionType',
    'provisioningState',
    'version',
    'currentVersion',
    'releaseTrain',
    'autoUpgradeMinorVersion',
    'configurationSettings',
    'configurationProtectedSettings',
    'statuses',
    'errorInfo',
    'scope',
    'cluster',
    'namespace',
    'releaseNamespace',
    'code',
    'level',
    'message',
    'displayStatus',
    'details',
    'target',
    'error',
    'additionalInfo',
    'innerError',
  ].map((name) => [name.toLowerCase(), name]),
);

/** The object with the names of its members as ARM spells them, or null when it is no object. */
function lowerFirst(value: unknown): Record<string, unknown> | null {
  const parsed = record.safeParse(value).data;
  if (parsed === undefined) return null;
  return Object.fromEntries(
    Object.entries(parsed).map(([name, member]) => [NAMES.get(name.toLowerCase()) ?? name, member]),
  );
}

function membersOf(statuses: unknown): unknown {
  return Array.isArray(statuses) ? statuses.map((status) => lowerFirst(status) ?? status) : statuses;
}

/** How deep an error nests at most; deeper parts are left out. */
const MAX_DEPTH = 8;

function deepLowerFirst(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((one) => deepLowerFirst(one, depth + 1));
  const named = lowerFirst(value);
  if (named === null) return value;
  return Object.fromEntries(
    Object.entries(named).map(([name, member]) => [name, deepLowerFirst(member, depth + 1)]),
  );
}

const subscription = z.looseObject({ subscriptionId: z.string().min(1) });

/** The subscription of a row of the query `subscriptions`, in lower case, or null when the row has none. */
export function decodeSubscriptionRow(row: GraphRow): string | null {
  return subscription.safeParse(row).data?.subscriptionId.toLowerCase() ?? null;
}
