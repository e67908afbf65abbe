import type { Route } from '../service/route.js';
import { accessRoutes } from './access/access-routes.js';
import { clusterRoutes } from './cluster/cluster-routes.js';
import { computeRoutes } from './compute/compute-routes.js';
import { graphRoutes } from './graph/graph-routes.js';
import { preparingRoutes } from './preparing/preparing-routes.js';
import { resourceManagerRoutes } from './resource-manager/resource-manager-routes.js';
import { workspaceRoutes } from './workspace/workspace-routes.js';

/** Every operation that the fake models; more specific templates stand first. */
export const routes: readonly Route[] = [
  ...computeRoutes,
  ...graphRoutes,
  ...workspaceRoutes,
  ...resourceManagerRoutes,
  ...clusterRoutes,
  ...preparingRoutes,
  ...accessRoutes,
];
