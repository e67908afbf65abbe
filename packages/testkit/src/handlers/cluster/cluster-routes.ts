import type { Route } from '../../service/route.js';
import { GROUP, LIST_SCOPES, SUBSCRIPTION } from '../../service/scope-templates.js';
import { CLUSTER_TYPES } from '../../world/resource-id.js';
import { getCluster, listClusters } from './get-cluster.js';
import { listKubernetesVersions } from './list-kubernetes-versions.js';

const kindRoutes: readonly Route[] = (['aks', 'arc'] as const).flatMap((kind): Route[] => {
  const type = CLUSTER_TYPES[kind];
  const read = { method: 'GET', type, action: `${type}/read`, query: [] } as const;
  return [
    ...LIST_SCOPES.map(
      (scope): Route => ({
        name: 'cluster.list',
        template: `${scope}/providers/${type}`,
        ...read,
        query: ['$skip'],
        handle: (call, service) => listClusters(kind, call, service),
      }),
    ),
    {
      name: 'cluster.get',
      template: `${GROUP}/providers/${type}/{cluster}`,
      ...read,
      handle: (call, service) => getCluster(kind, call, service),
    },
  ];
});

/** Clusters of both kinds, and the versions that AKS has. */
export const clusterRoutes: readonly Route[] = [
  ...kindRoutes,
  {
    name: 'kubernetes-version.list',
    method: 'GET',
    template: `${SUBSCRIPTION}/providers/Microsoft.ContainerService/locations/{location}/kubernetesVersions`,
    type: CLUSTER_TYPES.aks,
    action: 'Microsoft.ContainerService/locations/kubernetesversions/read',
    query: [],
    handle: listKubernetesVersions,
  },
];
