import { resourceId } from '../world/resource-id.js';
import { TENANT_ID } from '../world/tenant-id.js';
import type { Seed } from './seed.js';

const subscriptionId = '5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f';
const resourceGroup = 'demo-rg';
const place = { subscriptionId, resourceGroup, location: 'eastus' };

/** The names and ids of {@link demoSeed}. */
export const demoIds: {
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspace: string;
  readonly workspaceId: string;
  readonly location: string;
  readonly aksId: string;
  readonly arcId: string;
  /** An AKS cluster that nothing of Azure Machine Learning has touched. */
  readonly bareId: string;
  readonly identityId: string;
} = {
  tenantId: TENANT_ID,
  subscriptionId,
  resourceGroup,
  workspace: 'demo-ws',
  workspaceId: resourceId('Microsoft.MachineLearningServices/workspaces', { ...place, name: 'demo-ws' }),
  location: place.location,
  aksId: resourceId('Microsoft.ContainerService/managedClusters', { ...place, name: 'demo-aks' }),
  arcId: resourceId('Microsoft.Kubernetes/connectedClusters', { ...place, name: 'demo-arc' }),
  bareId: resourceId('Microsoft.ContainerService/managedClusters', { ...place, name: 'demo-bare' }),
  identityId: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', {
    ...place,
    name: 'demo-identity',
  }),
};

/** One workspace, one AKS and one Arc cluster ready to be attached, a bare AKS cluster, and no Kubernetes compute yet. */
export const demoSeed: Seed = {
  workspaces: [
    {
      ...place,
      name: demoIds.workspace,
      computes: [
        { name: 'cpu-cluster', computeType: 'AmlCompute', description: 'Managed nodes for small jobs' },
      ],
    },
  ],
  clusters: [
    { ...place, kind: 'aks', name: 'demo-aks', extension: {} },
    { ...place, kind: 'arc', name: 'demo-arc', extension: {} },
    { ...place, kind: 'aks', name: 'demo-bare', extension: null },
  ],
  identities: [{ ...place, name: 'demo-identity' }],
};
