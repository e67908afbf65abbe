import { ArmRefusal } from './arm-refusal.js';

/** The subscription has not registered the provider. Status and code: from users' reports. */
export function providerNotRegistered(namespace: string): ArmRefusal {
  return new ArmRefusal(409, 'MissingSubscriptionRegistration', {
    message: `The subscription has not registered the namespace '${namespace}'.`,
  });
}

/** No provider of this name. Code: documented. */
export function providerNotFound(namespace: string): ArmRefusal {
  return new ArmRefusal(404, 'InvalidResourceNamespace', {
    message: `There is no resource provider '${namespace}'.`,
  });
}

/** Another operation works on the extension, or the mode takes no PUT over one that is there. Assumed. */
export function extensionConflict(name: string, problem: string): ArmRefusal {
  return new ArmRefusal(409, 'Conflict', { message: `Extension '${name}' ${problem}.` });
}

/** The cluster is being changed, so that no binding can be written. Assumed. */
export function clusterBusy(name: string, state: string): ArmRefusal {
  return new ArmRefusal(409, 'OperationNotAllowed', {
    message: `Managed cluster '${name}' is ${state}; another operation is in progress.`,
  });
}

/** More bindings than a cluster takes. The limit: documented; code: assumed. */
export function tooManyBindings(limit: number): ArmRefusal {
  return new ArmRefusal(400, 'TrustedAccessRoleBindingLimitExceeded', {
    message: `A cluster takes at most ${limit} trusted access role bindings.`,
  });
}

/** The same principal, role and scope under another name. Code: from users' reports. */
export function roleAssignmentExists(): ArmRefusal {
  return new ArmRefusal(409, 'RoleAssignmentExists', { message: 'The role assignment already exists.' });
}

/** No role assignment of this name. Recorded. */
export function roleAssignmentNotFound(name: string): ArmRefusal {
  return new ArmRefusal(404, 'RoleAssignmentNotFound', {
    message: `The role assignment '${name}' is not found.`,
  });
}

/** The name belongs to an assignment of another principal or role. Code: documented. */
export function roleAssignmentFixed(name: string): ArmRefusal {
  return new ArmRefusal(400, 'RoleAssignmentUpdateNotPermitted', {
    message: `The principal, role and scope of role assignment '${name}' cannot be changed.`,
  });
}

/** The directory does not know the principal yet. Code and key words: from users' reports. */
export function principalNotFound(principalId: string): ArmRefusal {
  return new ArmRefusal(400, 'PrincipalNotFound', {
    message: `Principal '${principalId}' does not exist in the directory. This might be related to a replication delay: try again, and set principalType.`,
  });
}

/** The id names no role. Code: documented. */
export function roleDefinitionNotFound(roleDefinitionId: string): ArmRefusal {
  return new ArmRefusal(400, 'RoleDefinitionDoesNotExist', {
    message: `The role definition '${roleDefinitionId}' does not exist.`,
  });
}

/** Commands are switched off. Which code the service gives is unknown: assumed. */
export function commandsDisabled(status: 400 | 403): ArmRefusal {
  return new ArmRefusal(status, status === 400 ? 'BadRequest' : 'Forbidden', {
    message: 'Run command is disabled for this cluster.',
  });
}

/** The cluster is stopped or being changed. Assumed: the document says that there is no use to try. */
export function commandsUnavailable(name: string, state: string): ArmRefusal {
  return new ArmRefusal(409, 'OperationNotAllowed', {
    message: `Managed cluster '${name}' is ${state}; run command needs a running cluster.`,
  });
}

/** The pod of the command did not start. Code and key words: documented; the status is assumed. */
export function commandNotStarted(): ArmRefusal {
  return new ArmRefusal(400, 'KubernetesPerformanceError', {
    message: 'The command pod did not start within 30s on your cluster, retry may helps.',
  });
}

/** A policy forbids the pod of the command. Code and key words: documented; the status is assumed. */
export function commandDenied(): ArmRefusal {
  return new ArmRefusal(400, 'KubernetesOperationError', {
    message:
      'Failed to run command in managed cluster due to kubernetes failure. details: admission webhook "validation.gatekeeper.sh" denied the request',
  });
}
