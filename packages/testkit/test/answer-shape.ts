import type { RouteName } from '../src/fake/route-name.js';
import type { Json } from '../src/json.js';
import {
  amount,
  anyObject,
  anything,
  dictionary,
  flag,
  list,
  orNull,
  record,
  type Shape,
  text,
  word,
} from '../src/seed/shape.js';

// What each answer looks like, written down from the API's description and not from the fake's code. Members that
// are not listed are refused, so nothing can slip into an answer unnoticed.

type AnyJson = Record<string, unknown>;

const string = text('must be a string', 'text');
const guid = text('must be a GUID', '…', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
const resourceId = text(
  'must be an ARM id',
  '/subscriptions/…',
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\//,
);
const instant = text('must have seven digits', '…', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+00:00$/);
const strings = dictionary(string);

const systemData = record<AnyJson>(
  {
    createdBy: string,
    createdByType: string,
    createdAt: string,
    lastModifiedBy: string,
    lastModifiedByType: string,
    lastModifiedAt: string,
  },
  ['createdBy', 'createdAt'],
);
const identity = record<AnyJson>(
  {
    type: word('SystemAssigned', 'UserAssigned', 'SystemAssigned,UserAssigned'),
    principalId: guid,
    tenantId: guid,
    userAssignedIdentities: dictionary(
      record<AnyJson>({ principalId: orNull(guid), clientId: orNull(guid) }, ['principalId', 'clientId']),
    ),
  },
  ['type'],
);

const resources = record<AnyJson>({
  requests: dictionary(orNull(string)),
  limits: dictionary(orNull(string)),
});
const kubernetes = {
  relayConnectionString: word<never>(),
  serviceBusConnectionString: word<never>(),
  extensionPrincipalId: string,
  extensionInstanceReleaseTrain: string,
  vcName: string,
  namespace: string,
  defaultInstanceType: string,
  instanceTypes: dictionary(record<AnyJson>({ nodeSelector: orNull(strings), resources })),
};
const kubernetesProperties = record<AnyJson>(
  Object.fromEntries(Object.entries(kubernetes).map(([name, shape]) => [name, orNull<unknown>(shape)])),
  Object.keys(kubernetes),
);

const computeMembers = {
  createdOn: instant,
  modifiedOn: instant,
  disableLocalAuth: flag,
  description: orNull(string),
  resourceId: orNull(resourceId),
  computeType: word(
    'AKS',
    'Kubernetes',
    'AmlCompute',
    'ComputeInstance',
    'VirtualMachine',
    'Databricks',
    'HDInsight',
  ),
  provisioningState: word('Creating', 'Updating', 'Deleting', 'Succeeded', 'Failed', 'Canceled'),
  provisioningErrors: orNull(list(anyObject<AnyJson>('must be an object', '{}'))),
  provisioningWarnings: orNull(record<AnyJson>({})),
  isAttachedCompute: flag,
  properties: anything<Json>(),
};
const computeProperties: Shape<unknown> = {
  problem: (value, path) =>
    record<AnyJson>({ ...computeMembers, computeLocation: string }, Object.keys(computeMembers)).problem(
      value,
      path,
    ) ??
    ((value as AnyJson)['computeType'] === 'Kubernetes'
      ? kubernetesProperties.problem((value as AnyJson)['properties'], `${path}.properties`)
      : null),
};
const compute = record<AnyJson>(
  {
    id: resourceId,
    name: string,
    type: word('Microsoft.MachineLearningServices/workspaces/computes'),
    location: string,
    tags: orNull(strings),
    identity,
    properties: computeProperties,
  },
  ['id', 'name', 'type', 'location', 'tags', 'properties'],
);

const status: Shape<unknown> = {
  problem: (value, path) => {
    const given = (value as AnyJson | null)?.['status'];
    if (given === 'Succeeded' || given === 'succeeded')
      return record<AnyJson>({ status: string, percentComplete: amount('must be 100', 100, 100) }, [
        'percentComplete',
      ]).problem(value, path);
    if (given === 'Failed')
      return record<AnyJson>(
        { status: string, error: record<AnyJson>({ code: string, message: string }, ['code', 'message']) },
        ['error'],
      ).problem(value, path);
    return record<AnyJson>({ status: word('InProgress', 'Canceled') }, ['status']).problem(value, path);
  },
};

function page(item: Shape<unknown>): Shape<unknown> {
  return record<AnyJson>(
    { value: list(item), nextLink: orNull(text('must be a URL or empty', 'https://…', /^$|^https?:\/\//)) },
    ['value'],
  );
}

function tracked(
  type: string,
  properties: Shape<unknown>,
  more: Record<string, Shape<unknown>> = {},
): Shape<unknown> {
  return record<AnyJson>(
    { id: resourceId, name: string, type: word(type), location: string, tags: strings, properties, ...more },
    ['id', 'name', 'type', 'properties'],
  );
}

const open = anyObject<AnyJson>('must be an object', '{}');
const workspace = tracked('Microsoft.MachineLearningServices/workspaces', open, {
  kind: string,
  sku: open,
  identity,
  systemData,
});
const cluster: Shape<unknown> = record<AnyJson>(
  {
    id: resourceId,
    name: string,
    type: word('Microsoft.ContainerService/managedClusters', 'Microsoft.Kubernetes/connectedClusters'),
    location: string,
    tags: strings,
    identity,
    properties: open,
    systemData,
  },
  ['id', 'name', 'type', 'location', 'properties'],
);
const extension = record<AnyJson>(
  {
    id: resourceId,
    name: string,
    type: word('Microsoft.KubernetesConfiguration/extensions'),
    identity,
    properties: record<AnyJson>(
      {
        extensionType: string,
        autoUpgradeMinorVersion: flag,
        releaseTrain: string,
        version: string,
        currentVersion: string,
        scope: open,
        configurationSettings: strings,
        configurationProtectedSettings: strings,
        provisioningState: string,
        statuses: list(
          record<AnyJson>({ code: string, displayStatus: string, level: string, message: string }),
        ),
        errorInfo: orNull(open),
        isSystemExtension: flag,
        aksAssignedIdentity: identity,
      },
      ['extensionType', 'provisioningState', 'statuses'],
    ),
    systemData,
  },
  ['id', 'name', 'type', 'properties', 'systemData'],
);
const permission = record<AnyJson>(
  {
    actions: list(string),
    notActions: list(string),
    dataActions: list(string),
    notDataActions: list(string),
  },
  ['actions', 'notActions'],
);

const roleAssignment = record<AnyJson>(
  {
    id: resourceId,
    name: guid,
    type: word('Microsoft.Authorization/roleAssignments'),
    properties: record<AnyJson>(
      { roleDefinitionId: string, principalId: guid, principalType: string, scope: resourceId },
      ['roleDefinitionId', 'principalId', 'scope'],
    ),
  },
  ['id', 'name', 'properties'],
);
const trustedAccess = record<AnyJson>(
  {
    id: resourceId,
    name: string,
    type: word('Microsoft.ContainerService/managedClusters/trustedAccessRoleBindings'),
    properties: record<AnyJson>(
      { provisioningState: string, sourceResourceId: resourceId, roles: list(string) },
      ['sourceResourceId', 'roles'],
    ),
  },
  ['id', 'name', 'properties'],
);
const kubernetesVersion = record<AnyJson>(
  { version: string, capabilities: open, patchVersions: open, isPreview: flag, isDefault: flag },
  ['version', 'capabilities', 'patchVersions'],
);

const successes: Readonly<Record<RouteName, Shape<unknown>>> = {
  'subscription.get': record<AnyJson>({
    id: string,
    subscriptionId: string,
    tenantId: guid,
    displayName: string,
    state: string,
  }),
  'workspace.get': workspace,
  'workspace.list': page(workspace),
  'compute.list': page(compute),
  'compute.get': compute,
  'compute.put': compute,
  'compute.patch': compute,
  'compute.delete': open,
  'compute.list-nodes': record<AnyJson>({ nodes: list(open) }, ['nodes']),
  'compute.list-keys': record<AnyJson>({ computeType: string }, ['computeType']),
  'compute.start': open,
  'compute.stop': open,
  'compute.restart': open,
  'operation.status': status,
  'operation.result': compute,
  'cluster.get': cluster,
  'cluster.list': page(cluster),
  'cluster.trusted-access': page(trustedAccess),
  'kubernetes-version.list': record<AnyJson>({ values: list(kubernetesVersion) }, ['values']),
  'extension.get': extension,
  'extension.list': page(extension),
  'identity.get': tracked(
    'Microsoft.ManagedIdentity/userAssignedIdentities',
    record<AnyJson>({ tenantId: guid, principalId: guid, clientId: guid }, [
      'tenantId',
      'principalId',
      'clientId',
    ]),
  ),
  'permission.list': page(permission),
  'role-assignment.list': page(roleAssignment),
};

const failure = record<AnyJson>(
  {
    error: record<AnyJson>({ code: string, message: string, target: string, details: list(open) }, [
      'code',
      'message',
    ]),
  },
  ['error'],
);

const everyHeader = [
  'cache-control',
  'x-ms-request-id',
  'x-ms-correlation-request-id',
  'x-ms-routing-request-id',
  'x-request-time',
];

/** What is wrong with an answer; null when nothing is. `route` is null when none was matched. */
export function answerProblem(route: RouteName | null, response: Response, body: string): string | null {
  const missing = everyHeader.find((name) => !response.headers.has(name));
  if (missing !== undefined) return `header ${missing} is missing`;
  if (response.headers.has('etag')) return 'there is an ETag';
  if (body === '')
    return [200, 202, 204].includes(response.status) ? null : `a ${response.status} without a body`;
  if (response.headers.get('content-type') !== 'application/json; charset=utf-8')
    return 'the content type is wrong';
  if (Number(response.headers.get('content-length')) !== new TextEncoder().encode(body).byteLength)
    return 'the content length is wrong';
  const shape = response.status >= 400 ? failure : route === null ? failure : successes[route];
  const problem = shape.problem(JSON.parse(body), '$');
  return problem === null ? null : `${problem.path} ${problem.rule}`;
}
