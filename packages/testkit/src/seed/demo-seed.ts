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
  identityId: resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', {
    ...place,
    name: 'demo-identity',
  }),
};

/** One workspace, one AKS and one Arc cluster ready to be attached, and no Kubernetes compute yet. */
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
  ],
  identities: [{ ...place, name: 'demo-identity' }],
};
