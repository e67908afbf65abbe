import type { Json } from '../json.js';
import {
  amount,
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
import type { ErrorBody, Outcome } from '../world/outcome.js';
import type {
  BindingRecord,
  CommandRecord,
  HybridConnectionRecord,
  RegistrationRecord,
  RelayRecord,
  RelayRuleRecord,
  ResourceOperation,
  RoleAssignmentRecord,
} from '../world/preparing-records.js';

const string = text('must be a string', 'text');
const number = amount('must be a number of at least 0', 0);
const errors = list(anything<Json>());

/** How an operation ends. */
export const outcome: Shape<Outcome> = byKind<Outcome>({
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

/** An operation on an extension or a binding. */
export const resourceOperation: Shape<ResourceOperation> = whole<ResourceOperation>({
  id: string,
  resourceId: string,
  verb: word('create', 'update', 'delete'),
  acceptedAt: number,
  durationMs: number,
  outcome,
  vanishes: flag,
});

/** A registration that is not over, or not begun. */
export const registration: Shape<RegistrationRecord> = whole<RegistrationRecord>({
  subscriptionId: string,
  namespace: string,
  acceptedAt: orNull(number),
  durationMs: number,
});

/** A Trusted Access role binding. */
export const binding: Shape<BindingRecord> = whole<BindingRecord>({
  id: string,
  clusterId: string,
  name: string,
  sourceResourceId: string,
  roles: list(string),
  operation: orNull(resourceOperation),
});

/** A role assignment. */
export const roleAssignment: Shape<RoleAssignmentRecord> = whole<RoleAssignmentRecord>({
  id: string,
  scope: string,
  name: string,
  roleDefinitionId: string,
  principalId: string,
  principalType: string,
  createdAt: number,
  createdBy: string,
  effectiveAt: number,
});

/** A Relay namespace. */
export const relay: Shape<RelayRecord> = whole<RelayRecord>({
  id: string,
  subscriptionId: string,
  resourceGroup: string,
  name: string,
  location: string,
  tags: dictionary(string),
  createdAt: number,
  durationMs: number,
});

/** A hybrid connection. */
export const hybridConnection: Shape<HybridConnectionRecord> = whole<HybridConnectionRecord>({
  id: string,
  relayId: string,
  name: string,
  requiresClientAuthorization: flag,
  createdAt: number,
});

/** An authorization rule of a hybrid connection. */
export const relayRule: Shape<RelayRuleRecord> = whole<RelayRuleRecord>({
  id: string,
  connectionId: string,
  name: string,
  rights: list(string),
  keySource: string,
});

const commandEnd = byKind<CommandRecord['end']>({
  ran: whole<Extract<CommandRecord['end'], { readonly kind: 'ran' }>>({
    kind: word('ran'),
    exitCode: number,
    logs: string,
  }),
  'not-run': whole<Extract<CommandRecord['end'], { readonly kind: 'not-run' }>>({
    kind: word('not-run'),
    reason: string,
  }),
});

/** A command that ran in a cluster. */
export const command: Shape<CommandRecord> = whole<CommandRecord>({
  id: string,
  clusterId: string,
  acceptedAt: number,
  durationMs: number,
  end: commandEnd,
});
