import type { Json, JsonObject } from '../json.js';
import { parseShaped } from '../shape/parse-shaped.js';
import {
  amount,
  anyObject,
  anything,
  byKind,
  dictionary,
  flag,
  list,
  type Members,
  orNull,
  record,
  type Shape,
  text,
  word,
} from '../shape/shape.js';
import type {
  ClusterChange,
  ClusterRecord,
  ComputeIdentity,
  ComputeRecord,
  ComputeSpec,
  ErrorBody,
  ExtensionRecord,
  Grant,
  IdentityRecord,
  OperationRecord,
  Outcome,
  RestingState,
  WorkspaceRecord,
} from '../world/records.js';
import type { WorldSnapshot } from '../world/snapshot.js';
import { clusterMembers, extensionMembers, workspaceMembers } from './resource-members.js';

const string = text('must be a string', 'text');
const number = amount('must be a number of at least 0', 0);
const strings = dictionary(string);
const errors = list(anything<Json>());

/** Everything in a saved world was written by the kit, so every member is required. */
function whole<T extends object>(members: Members<T>): Shape<T> {
  return record<T>(members, keysOf(members));
}

function keysOf<T extends object>(members: Members<T>): readonly (keyof T & string)[] {
  return Object.keys(members).filter((key): key is keyof T & string => key in members);
}

const place = { id: string, subscriptionId: string, resourceGroup: string, name: string, location: string };

const workspace = whole<WorkspaceRecord>({
  ...place,
  ...workspaceMembers,
  principalId: orNull(string),
  tags: orNull(strings),
  createdAt: number,
});

const cluster = whole<ClusterRecord>({
  ...place,
  ...clusterMembers,
  kind: word('aks', 'arc'),
  createdAt: number,
});

const extension = whole<ExtensionRecord>({
  ...extensionMembers,
  id: string,
  clusterId: string,
  principalId: string,
  createdAt: number,
});

const identity = whole<IdentityRecord>({ ...place, principalId: string, clientId: string, tags: strings });

const userIdentity = whole<Extract<ComputeIdentity, { readonly ids: readonly string[] }>>({
  kind: word('user', 'system-and-user'),
  ids: list(string),
});

const computeIdentity = byKind<ComputeIdentity>({
  none: whole<{ readonly kind: 'none' }>({ kind: word('none') }),
  system: whole<{ readonly kind: 'system' }>({ kind: word('system') }),
  user: userIdentity,
  'system-and-user': userIdentity,
});

const compute = whole<ComputeRecord>({
  id: string,
  name: string,
  createdAt: number,
  spec: whole<ComputeSpec>({
    computeType: string,
    location: string,
    computeLocation: orNull(string),
    description: orNull(string),
    tags: orNull(strings),
    identity: computeIdentity,
    resourceId: orNull(string),
    disableLocalAuth: flag,
    properties: orNull(anyObject<JsonObject>('must be an object', '{}')),
  }),
  resting: whole<RestingState>({
    state: word('Succeeded', 'Failed', 'Canceled'),
    errors: orNull(errors),
    modifiedAt: number,
  }),
  operationId: orNull(string),
});

const outcome = byKind<Outcome>({
  succeeds: whole<{ readonly kind: 'succeeds' }>({ kind: word('succeeds') }),
  cancels: whole<{ readonly kind: 'cancels' }>({ kind: word('cancels') }),
  'never-ends': whole<{ readonly kind: 'never-ends' }>({ kind: word('never-ends') }),
  fails: whole<Extract<Outcome, { readonly kind: 'fails' }>>({
    kind: word('fails'),
    error: whole<ErrorBody>({ code: string, message: string }),
    provisioningErrors: errors,
  }),
  contradicts: whole<Extract<Outcome, { readonly kind: 'contradicts' }>>({
    kind: word('contradicts'),
    provisioningErrors: errors,
  }),
});

const operation = whole<OperationRecord>({
  id: string,
  kind: word('attach', 'update', 'detach'),
  computeId: string,
  acceptedAt: number,
  durationMs: number,
  outcome,
  vanishes: flag,
});

const snapshotShape: Shape<WorldSnapshot> = whole<WorldSnapshot>({
  format: word('azureml-kubernetes-testkit/2'),
  guidCount: number,
  subscriptions: list(string),
  workspaces: list(workspace),
  clusters: list(cluster),
  extensions: list(extension),
  identities: list(identity),
  computes: list(compute),
  operations: list(operation),
  clusterChanges: list(
    whole<ClusterChange>({ at: number, clusterId: string, action: word('deleted'), computeId: string }),
  ),
  grants: list(whole<Grant>({ scope: string, actions: list(string), notActions: list(string) })),
});

/** Reads a saved world. @throws SeedError with the path in the file, the rule and an example */
export function parseSnapshot(json: string, source = 'state'): WorldSnapshot {
  return parseShaped(snapshotShape, json, source);
}
