import { demoIds, demoSeed } from './demo-seed.js';
import type { ClusterSeed, ExtensionSeed, Seed } from './seed.js';

const place = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  location: 'eastus',
};

const failedExtension: ExtensionSeed = {
  provisioningState: 'Failed',
  statuses: [
    {
      code: 'InstallationFailed',
      displayStatus: 'Installation failed',
      level: 'Error',
      message: 'Helm installation failed: pods of namespace azureml do not become healthy',
    },
  ],
};

const troubledClusters: readonly ClusterSeed[] = [
  { ...place, kind: 'aks', name: 'stopped-aks', powerState: 'Stopped', extension: {} },
  { ...place, kind: 'aks', name: 'private-aks', privateCluster: true, extension: {} },
  { ...place, kind: 'aks', name: 'bare-aks' },
  { ...place, kind: 'aks', name: 'unhealthy-aks', extension: failedExtension },
  { ...place, kind: 'aks', name: 'forbidden-aks', workspaceAccess: false, extension: {} },
  { ...place, kind: 'arc', name: 'offline-arc', connectivityStatus: 'Offline', extension: {} },
  { ...place, kind: 'arc', name: 'expired-arc', connectivityStatus: 'Expired', extension: {} },
  { ...place, kind: 'arc', name: 'installing-arc', extension: { provisioningState: 'Creating' } },
  {
    kind: 'aks',
    subscriptionId: '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60',
    resourceGroup: 'elsewhere-rg',
    name: 'foreign-aks',
    extension: {},
  },
];

/** The demo world and, beside its healthy clusters, one for each reason for which an attach fails or hangs. */
export const troubledSeed: Seed = {
  ...demoSeed,
  clusters: [...(demoSeed.clusters ?? []), ...troubledClusters],
};
