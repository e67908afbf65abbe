/** The operations that the fake models. */
export const ROUTE_NAMES = [
  'subscription.get',
  'subscription.list',
  'resource-graph.query',
  'workspace.get',
  'workspace.list',
  'compute.list',
  'compute.get',
  'compute.put',
  'compute.patch',
  'compute.delete',
  'compute.list-nodes',
  'compute.list-keys',
  'compute.start',
  'compute.stop',
  'compute.restart',
  'operation.status',
  'operation.result',
  'cluster.get',
  'cluster.list',
  'cluster.trusted-access',
  'kubernetes-version.list',
  'extension.get',
  'extension.list',
  'identity.get',
  'permission.list',
  'role-assignment.list',
] as const;

/** The name of an operation that the fake models. */
export type RouteName = (typeof ROUTE_NAMES)[number];
