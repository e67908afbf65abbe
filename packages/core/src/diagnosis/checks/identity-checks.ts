import type { AttachIdentity } from '../../domain/attach-identity.js';
import type { Fact } from '../../domain/fact.js';
import type { UserAssignedIdentityId } from '../../domain/ids/resource-ids.js';
import { allows, type Permission } from '../../domain/permission.js';
import { type Check, outcomesOf, unseen } from './check.js';

const ASSIGN = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';

/** A user-assigned identity that a compute is to get. */
export interface IdentityFacts {
  readonly id: UserAssignedIdentityId;
  readonly resource: Fact<unknown>;
  /** What the caller may do with it; null when it was not asked for. */
  readonly caller: Fact<readonly Permission[]> | null;
}

/**
 * The compute gets an identity of a type that it can have: one of its own, or user-assigned ones, which have to exist
 * and be the caller's to hand on. Of several the service uses the first.
 */
export function checkIdentity(identity: AttachIdentity | null, facts: readonly IdentityFacts[]): Check[] {
  const { pass, warn } = outcomesOf('identity', 'Azure ML documentation, identities of Kubernetes computes');
  if (identity === null) {
    return [
      warn(
        'no identity is asked for: jobs that read storage or a registry without keys will fail',
        'Attach with identity type SystemAssigned or UserAssigned; later it takes a detach and a new attach',
      ),
    ];
  }
  if (identity.type === 'SystemAssigned') return [pass('the compute gets an identity of its own')];
  return facts.flatMap((one, index) => [
    checkExistence(one, index),
    ...(one.caller === null || one.resource.kind === 'absent' ? [] : [checkAssign(one.id, one.caller)]),
  ]);
}

function checkExistence({ id, resource }: IdentityFacts, index: number): Check {
  const { pass, warn, fail } = outcomesOf('identity', 'Azure ML documentation, attach a Kubernetes cluster');
  switch (resource.kind) {
    case 'read':
      return index === 0
        ? pass(`${id} exists`)
        : warn(`${id} exists, but the service uses the first identity only`, 'Give one identity');
    case 'absent':
      return fail(`there is no identity ${id}`, 'Correct the identity id, or create the identity first');
    case 'forbidden':
    case 'unreadable':
      return unseen('identity', resource, `the identity ${id}`);
  }
}

function checkAssign(id: UserAssignedIdentityId, fact: Fact<readonly Permission[]>): Check {
  const { pass, fail } = outcomesOf('identity-assign', 'Azure documentation, LinkedAuthorizationFailed');
  if (fact.kind === 'forbidden' || fact.kind === 'unreadable')
    return unseen('identity-assign', fact, `the roles on ${id}`);
  return fact.kind === 'read' && allows(fact.value, ASSIGN)
    ? pass(`the caller may hand ${id} to a compute`)
    : fail(
        `the caller may not hand ${id} to a compute`,
        'Give the caller Managed Identity Operator on the identity',
      );
}
