import type { Route } from '../../service/route.js';
import { getCluster, listClusters } from './get-cluster.js';
import { listKubernetesVersions } from './list-kubernetes-versions.js';

const SUBSCRIPTION = '/subscriptions/{subscription}';
const GROUP = `${SUBSCRIPTION}/resourceGroups/{group}`;
const AKS_TYPE = 'Microsoft.ContainerService/managedClusters';

const kindRoutes: readonly Route[] = (
  [
    ['aks', AKS_TYPE],
    ['arc', 'Microsoft.Kubernetes/connectedClusters'],
  ] as const
).flatMap(([kind, type]): Route[] => {
  const read = { method: 'GET', type, action: `${type}/read`, query: [] } as const;
  const list = (call: Parameters<Route['handle']>[0], service: Parameters<Route['handle']>[1]) =>
    listClusters(kind, call, service);
  return [
    ...[SUBSCRIPTION, GROUP].map(
      (scope): Route => ({
        name: 'cluster.list',
        template: `${scope}/providers/${type}`,
        ...read,
        query: ['$skip'],
        handle: list,
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
    type: AKS_TYPE,
    action: 'Microsoft.ContainerService/locations/kubernetesversions/read',
    query: [],
    handle: listKubernetesVersions,
  },
];
