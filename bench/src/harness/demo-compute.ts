import { demoIds, type FakeComputeService } from '@azureml-kubernetes/testkit';

export const DEMO_WORKSPACE = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  name: demoIds.workspace,
};

/** The compute that reads are measured with: attached, with all that a compute usually has. */
export const COMPUTE = 'gpu';

/** What the official client attaches, as it is sent. */
export const ATTACH_BODY = {
  location: 'eastus',
  properties: {
    computeType: 'Kubernetes' as const,
    resourceId: demoIds.aksId,
    properties: { namespace: 'ml' },
  },
};

export function addDemoCompute(service: FakeComputeService): void {
  service.control.computes.add({
    name: COMPUTE,
    resourceId: demoIds.aksId,
    systemIdentity: true,
    tags: { team: 'vision', cost: '4711' },
  });
}

/** The URL path and query of one compute. */
export function computePath(name: string): string {
  return `${demoIds.workspaceId}/computes/${name}?api-version=2024-04-01`;
}
