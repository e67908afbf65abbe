import { type Namespace, parseNamespace } from '../ids/namespace.js';
import { type ClusterId, clusterKindOf, parseClusterId } from '../ids/resource-ids.js';
import type { InstanceTypes } from '../instance-types.js';
import { type ClusterInstanceType, parseClusterInstanceTypes } from './cluster-instance-type.js';
import {
  type ExtensionRequest,
  type ExtensionRequestInput,
  NO_EXTENSION_REQUEST,
  parseExtensionRequest,
} from './extension-request.js';
import { optional, refuse, requireBoolean, requireMembers } from './input.js';

/** What a cluster is to be prepared for. */
export interface PrepareTargetInput {
  /** ARM id of the AKS or Azure Arc cluster. */
  readonly resourceId: string;
  /** Kubernetes namespace that jobs are to run in. @default 'default', which every cluster has */
  readonly namespace?: string | null | undefined;
  /** Create the namespace where it is absent. @default false */
  readonly createNamespace?: boolean | null | undefined;
  readonly extension?: ExtensionRequestInput | null | undefined;
  /** Register the resource providers that the subscription lacks. @default true */
  readonly registerProviders?: boolean | null | undefined;
  /** Give the workspace's user-assigned identity the roles that it needs on the cluster. @default false */
  readonly grantRoles?: boolean | null | undefined;
  /** @default 'when-needed': where the API server of an AKS cluster is closed */
  readonly trustedAccess?: 'when-needed' | 'never' | null | undefined;
  /** Instance types that the cluster is to have, by name. */
  readonly instanceTypes?: InstanceTypes | null | undefined;
}

/** A checked target, with the defaults filled in. */
export interface PrepareTarget {
  readonly resourceId: ClusterId;
  readonly namespace: Namespace;
  readonly createNamespace: boolean;
  readonly extension: ExtensionRequest;
  readonly registerProviders: boolean;
  readonly grantRoles: boolean;
  readonly trustedAccess: 'when-needed' | 'never';
  readonly instanceTypes: readonly ClusterInstanceType[];
}

const FIELDS = [
  'resourceId',
  'namespace',
  'createNamespace',
  'extension',
  'registerProviders',
  'grantRoles',
  'trustedAccess',
  'instanceTypes',
] as const;

/** @throws InvalidInputError naming the first field that is wrong. */
export function parsePrepareTarget(input: unknown): PrepareTarget {
  const given = requireMembers(input, 'target', FIELDS);
  const flag = (name: 'createNamespace' | 'registerProviders' | 'grantRoles'): boolean | null =>
    optional(given[name], (value) => requireBoolean(value, name));
  const createNamespace = flag('createNamespace') ?? false;
  const resourceId = parseClusterId(given.resourceId);
  const target: PrepareTarget = {
    resourceId,
    namespace: optional(given.namespace, parseNamespace) ?? parseNamespace('default'),
    createNamespace,
    extension: optional(given.extension, (value) => parseExtensionRequest(value)) ?? NO_EXTENSION_REQUEST,
    registerProviders: flag('registerProviders') ?? true,
    grantRoles: flag('grantRoles') ?? false,
    trustedAccess: optional(given.trustedAccess, parseTrustedAccess) ?? 'when-needed',
    instanceTypes: optional(given.instanceTypes, (value) => parseClusterInstanceTypes(value)) ?? [],
  };
  if (createNamespace) refuseReserved(target.namespace);
  refuseInternalOnArc(target);
  return Object.freeze(target);
}

function parseTrustedAccess(value: unknown): PrepareTarget['trustedAccess'] {
  if (value === 'when-needed' || value === 'never') return value;
  return refuse('trustedAccess', { rule: "must be 'when-needed' or 'never'", example: 'when-needed' });
}

/** Namespaces of Kubernetes and of the extension are never made by us; `default` exists already. */
function refuseReserved(namespace: Namespace): void {
  if (namespace === 'default' || !/^(?:kube-.*|azureml|azure-arc|gatekeeper-system)$/.test(namespace)) return;
  refuse('namespace', { rule: 'belongs to the system and cannot be created for jobs', example: 'ml-team' });
}

/** The command line sends the setting on AKS alone, because it has no effect elsewhere. */
function refuseInternalOnArc({ resourceId, extension }: PrepareTarget): void {
  const isInternal = extension.settings['internalLoadBalancerProvider']?.toLowerCase() === 'azure';
  if (!isInternal || clusterKindOf(resourceId) === 'aks') return;
  refuse('extension.settings.internalLoadBalancerProvider', {
    rule: 'works on AKS only',
    example: 'nothing',
  });
}
