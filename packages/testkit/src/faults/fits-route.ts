import type { FaultEffect } from './fault.js';
import type { RouteName } from './route-name.js';

const STARTS_OPERATION: readonly RouteName[] = [
  'compute.put',
  'compute.patch',
  'compute.delete',
  'extension.put',
  'extension.patch',
  'extension.delete',
  'trusted-access.put',
  'trusted-access.delete',
  'cluster.run-command',
];

/** In a `Location` mode the result of an operation points to itself until it is there. */
const NAMES_OPERATION: readonly RouteName[] = [...STARTS_OPERATION, 'operation.result'];

const TELLS_STATE: readonly RouteName[] = [
  'compute.get',
  'compute.put',
  'compute.patch',
  'extension.put',
  'extension.patch',
  'extension.operation',
  'trusted-access.get',
  'trusted-access.put',
  'trusted-access.operation',
  'cluster.command-result',
  'relay.get',
  'relay.put',
  'operation.status',
  'operation.result',
  'workspace.get',
  'cluster.get',
  'extension.get',
];

const LISTS: readonly RouteName[] = [
  'compute.list',
  'workspace.list',
  'cluster.list',
  'cluster.trusted-access',
  'extension.list',
  'permission.list',
  'subscription.list',
  'identity.list',
  'resource-group.list',
  'resource.list',
  'role-assignment.list',
];

/** Whether an effect can show on a call of this route. Null: a call that no operation of ours is for. */
export function fitsRoute(effect: FaultEffect, route: RouteName | null): boolean {
  switch (effect.kind) {
    case 'stuck':
    case 'duration':
    case 'fails':
    case 'cancels':
    case 'contradicts':
    case 'vanishes':
      return includes(STARTS_OPERATION, route);
    case 'state':
      return includes(TELLS_STATE, route);
    case 'foreign-url':
      return includes(effect.where === 'operation' ? NAMES_OPERATION : LISTS, route);
    default:
      return true;
  }
}

function includes(routes: readonly RouteName[], route: RouteName | null): boolean {
  return route !== null && routes.includes(route);
}
