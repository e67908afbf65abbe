import { ArmRefusal } from './arm-refusal.js';

/** The PUT body or a name breaks a rule. Code: documented (`BadRequest`; `UserError` and `BadArgument` occur too). */
export function badRequest(problem: string, target?: string): ArmRefusal {
  return new ArmRefusal(400, 'BadRequest', { message: problem, ...(target === undefined ? {} : { target }) });
}

/** Another operation holds the compute. Status: from users' reports; code: documented. */
export function computeBusy(name: string, state: string): ArmRefusal {
  return new ArmRefusal(409, 'Conflict', {
    message: `Compute '${name}' is ${state}; wait until that is over.`,
  });
}

/** Mode `update: 'conflict'`: a Kubernetes compute cannot be updated in place. Assumed. */
export function computeExists(name: string): ArmRefusal {
  return new ArmRefusal(409, 'Conflict', {
    message: `Compute '${name}' exists, and a Kubernetes compute cannot be updated: detach it first.`,
  });
}

/** The user-assigned identity of the compute does not exist. Assumed. */
export function identityNotFound(id: string): ArmRefusal {
  return new ArmRefusal(400, 'FailedIdentityOperation', {
    message: `There is no user-assigned identity '${id}'.`,
  });
}

/** The workspace's user-assigned identity lacks roles on the cluster; checked at once. From users' reports. */
export function roleCheckFailed(): ArmRefusal {
  return badRequest('The AKS role check failed for the user assigned identity: see its role assignments.');
}

/** The caller may not hand this identity to a compute. Code: documented. */
export function linkedAuthorizationFailed(id: string): ArmRefusal {
  return new ArmRefusal(403, 'LinkedAuthorizationFailed', {
    message: `The caller lacks 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on '${id}'.`,
  });
}

/** Nodes, keys, start and stop are for other compute types. Status and code: assumed. */
export function notForThisType(operation: string, computeType: string): ArmRefusal {
  return badRequest(`'${operation}' is not for computes of type '${computeType}'.`);
}
