import type { RouteName } from '../src/faults/route-name.js';
import { list, type Shape, word } from '../src/shape/shape.js';
import { exactly, open, page } from './shapes/common-shapes.js';
import { compute } from './shapes/compute-shape.js';
import { envelope } from './shapes/error-shapes.js';
import { graphPage } from './shapes/graph-shape.js';
import {
  cluster,
  extension,
  kubernetesVersion,
  permission,
  roleAssignment,
  trustedAccess,
  userIdentity,
  workspace,
} from './shapes/neighbour-shapes.js';
import { operationStatus } from './shapes/operation-shape.js';
import {
  commandResult,
  extensionOperation,
  extensionType,
  extensionVersion,
  flatRefusal,
  hybridConnection,
  provider,
  relay,
  relayKeys,
  relayRule,
  trustedAccessOperation,
  trustedAccessRole,
} from './shapes/preparing-shapes.js';
import {
  clouds,
  location,
  resource,
  resourceGroup,
  subscription,
  tenant,
} from './shapes/resource-manager-shapes.js';

// What each answer looks like, written down from the API's description and not from the fake's code. Members that
// are not listed are refused, so nothing can slip into an answer unnoticed.

interface Success {
  /** The statuses of success; one that is listed as bodiless has no body. */
  readonly statuses: readonly number[];
  readonly bodiless?: readonly number[];
  readonly shape: Shape<unknown>;
}

const read = (shape: Shape<unknown>): Success => ({ statuses: [200], shape });
const power: Success = { statuses: [202], bodiless: [202], shape: open };

const successes: Readonly<Record<RouteName, Success>> = {
  'metadata.endpoints': { statuses: [200], shape: clouds },
  'tenant.list': read(page(tenant)),
  'subscription.get': read(subscription),
  'subscription.list': read(page(subscription)),
  'subscription.locations': read(page(location)),
  'resource-group.list': read(page(resourceGroup)),
  'resource-group.get': read(resourceGroup),
  'resource-group.check': { statuses: [204], bodiless: [204], shape: open },
  'resource.list': read(page(resource)),
  'resource-graph.query': read(graphPage),
  'workspace.get': read(workspace),
  'workspace.list': read(page(workspace)),
  'compute.list': read(page(compute)),
  'compute.get': read(compute),
  'compute.put': { statuses: [200, 201], shape: compute },
  'compute.patch': { statuses: [202], shape: compute },
  'compute.delete': { statuses: [200, 202, 204], bodiless: [200, 202, 204], shape: open },
  'compute.list-nodes': read(exactly({ nodes: list(open) })),
  'compute.list-keys': read(exactly({ computeType: word('VirtualMachine', 'Databricks') })),
  'compute.start': power,
  'compute.stop': power,
  'compute.restart': power,
  'operation.status': read(operationStatus),
  'operation.result': { statuses: [200, 202, 204], bodiless: [202, 204], shape: compute },
  'cluster.get': read(cluster),
  'cluster.list': read(page(cluster)),
  'cluster.trusted-access': read(page(trustedAccess)),
  'kubernetes-version.list': read(exactly({ values: list(kubernetesVersion) })),
  'provider.list': read(page(provider)),
  'provider.get': read(provider),
  'provider.register': read(provider),
  'extension.put': { statuses: [200, 201], shape: extension },
  'extension.patch': { statuses: [200, 202], shape: extension },
  'extension.delete': { statuses: [200, 202, 204], bodiless: [202, 204], shape: open },
  'extension.operation': read(extensionOperation),
  'extension.get': read(extension),
  'extension.list': read(page(extension)),
  'identity.list': read(page(userIdentity)),
  'identity.get': read(userIdentity),
  'permission.list': read(page(permission)),
  'role-assignment.list': read(page(roleAssignment)),
  'role-assignment.get': read(roleAssignment),
  'role-assignment.put': { statuses: [200, 201], shape: roleAssignment },
  'role-assignment.delete': { statuses: [200, 204], bodiless: [204], shape: roleAssignment },
  'trusted-access.get': read(trustedAccess),
  'trusted-access.put': { statuses: [200, 201], shape: trustedAccess },
  'trusted-access.delete': { statuses: [200, 202, 204], bodiless: [200, 202, 204], shape: open },
  'trusted-access.operation': read(trustedAccessOperation),
  'trusted-access.result': { statuses: [202, 204], bodiless: [202, 204], shape: open },
  'trusted-access.roles': read(page(trustedAccessRole)),
  'cluster.run-command': { statuses: [202], bodiless: [202], shape: open },
  'cluster.command-result': { statuses: [200, 202], shape: commandResult },
  'extension-type.get': read(extensionType),
  'extension-type.versions': read(page(extensionVersion)),
  'relay.get': read(relay),
  'relay.put': { statuses: [200, 201, 202], shape: relay },
  'hybrid-connection.get': read(hybridConnection),
  'hybrid-connection.put': read(hybridConnection),
  'relay-rule.get': read(relayRule),
  'relay-rule.put': read(relayRule),
  'relay-rule.list-keys': read(relayKeys),
};

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** The headers that every recorded answer has, and what they look like. */
const everyHeader: Readonly<Record<string, RegExp>> = {
  'cache-control': /^no-cache$/,
  pragma: /^no-cache$/,
  expires: /^-1$/,
  'request-context': /^appId=cid-v1:/,
  'x-ms-response-type': /^standard$/,
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'azureml-served-by-cluster': /./,
  'x-request-time': /^\d+\.\d{3}$/,
  'x-ms-request-id': new RegExp(`^${GUID}$`),
  'x-ms-correlation-request-id': new RegExp(`^${GUID}$`),
  'x-ms-routing-request-id': new RegExp(`^[A-Z0-9]+:\\d{8}T\\d{6}Z:${GUID}$`),
  'x-ms-operation-identifier': new RegExp(`^tenantId=${GUID},objectId=[^/]*/[a-z0-9]+/${GUID}$`),
  'x-cache': /./,
  'x-msedge-ref': /./,
};

/** Headers that a status cannot do without. */
const statusHeaders: Readonly<Record<number, readonly (readonly [string, RegExp])[]>> = {
  401: [['www-authenticate', /^Bearer .*error="/]],
  405: [['allow', /^[A-Z, ]+$/]],
  429: [['retry-after', /^\d+$/]],
};

/** What is wrong with an answer; null when nothing is. `route` is null when none was matched, `body` for a HEAD. */
export function answerProblem(
  route: RouteName | null,
  response: Response,
  body: string | null,
): string | null {
  const problem = headerProblem(route, response, body ?? '');
  return problem ?? (body === null ? null : bodyProblem(route, response.status, body));
}

/** What AKS answers has no charset (recorded). */
const WITHOUT_CHARSET = /^(?:trusted-access\.|cluster\.(?:trusted-access|command-result))/;

function headerProblem(route: RouteName | null, { headers, status }: Response, body: string): string | null {
  const isPlain = status < 400 && route !== null && WITHOUT_CHARSET.test(route);
  const contentType = isPlain ? /^application\/json$/ : /^application\/json(?:; charset=utf-8)$/;
  const expected: readonly (readonly [string, RegExp])[] = [
    ...Object.entries(everyHeader),
    ...(statusHeaders[status] ?? []),
    ...(body === ''
      ? []
      : [['content-type', isFlat(route, body) ? /^application\/json$/ : contentType] as const]),
  ];
  const wrong = expected.find(([name, pattern]) => !pattern.test(headers.get(name) ?? ''));
  if (wrong !== undefined) return `header ${wrong[0]} is ${JSON.stringify(headers.get(wrong[0]))}`;
  if (headers.get('x-ms-request-id') !== headers.get('x-ms-correlation-request-id')) return 'two request ids';
  if (headers.has('etag')) return 'there is an ETag';
  if (status === 204) return headers.has('content-length') ? 'a 204 has a length' : null;
  const length = new TextEncoder().encode(body).byteLength;
  return Number(headers.get('content-length')) === length ? null : 'the content length is wrong';
}

/** A binding that is absent may be answered without the usual envelope. */
function isFlat(route: RouteName | null, body: string): boolean {
  return route === 'trusted-access.get' && body.includes('"subcode"');
}

function bodyProblem(route: RouteName | null, status: number, body: string): string | null {
  const success = route === null ? undefined : successes[route];
  if (status < 400 && !success?.statuses.includes(status))
    return `the status ${status} does not belong to ${route}`;
  const bodiless = status < 400 && success?.bodiless?.includes(status) === true;
  if ((body === '') !== bodiless) return bodiless ? 'there is a body' : 'there is no body';
  if (bodiless) return null;
  const refusal = isFlat(route, body) ? flatRefusal : envelope;
  const problem = (status >= 400 ? refusal : success?.shape)?.problem(JSON.parse(body), '$') ?? null;
  return problem === null ? null : `${problem.path} ${problem.rule}`;
}
