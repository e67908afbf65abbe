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
  orNull,
  type Shape,
  text,
  word,
} from '../shape/shape.js';
import { whole } from '../shape/whole.js';
import type {
  ClusterChange,
  ClusterRecord,
  ComputeIdentity,
  ComputeRecord,
  ComputeSpec,
  ExtensionRecord,
  Grant,
  IdentityRecord,
  OperationRecord,
  RestingState,
  WorkspaceRecord,
} from '../world/records.js';
import type { WorldSnapshot } from '../world/snapshot.js';
import {
  binding,
  command,
  hybridConnection,
  outcome,
  registration,
  relay,
  relayRule,
  resourceOperation,
  roleAssignment,
} from './preparing-shapes.js';
import { clusterMembers, extensionMembers, workspaceMembers } from './resource-members.js';

const string = text('must be a string', 'text');
const number = amount('must be a number of at least 0', 0);
const strings = dictionary(string);
const errors = list(anything<Json>());

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
  vanishesWhenFailed: flag,
  operation: orNull(resourceOperation),
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
  registrations: list(registration),
  resourceOperations: list(resourceOperation),
  bindings: list(binding),
  roleAssignments: list(roleAssignment),
  relays: list(relay),
  hybridConnections: list(hybridConnection),
  relayRules: list(relayRule),
  commands: list(command),
  computes: list(compute),
  operations: list(operation),
  clusterChanges: list(
    whole<ClusterChange>({ at: number, clusterId: string, action: word('deleted'), computeId: string }),
  ),
  grants: list(whole<Grant>({ scope: string, actions: list(string), notActions: list(string) })),
});

/** Reads a saved world. Everything in it was written by the kit, so every member is required. @throws SeedError with the path in the file, the rule and an example */
export function parseSnapshot(json: string, source = 'state'): WorldSnapshot {
  return parseShaped(snapshotShape, json, source);
}
