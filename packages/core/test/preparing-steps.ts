import type {
  PreparationPlan,
  PreparationStep,
  PrepareTargetInput,
  StepId,
  StepState,
} from '../src/index.js';
import { AKS, ArmDouble } from './arm-double.js';

/** An instance type that fits any node. */
export const small = {
  resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
};

/** A target with something to do for every step. */
export const everything: PrepareTargetInput = {
  resourceId: AKS,
  namespace: 'ml',
  createNamespace: true,
  grantRoles: true,
  instanceTypes: { small },
};

/** Members of an AKS cluster whose API server is closed. */
export const CLOSED = { apiServerAccessProfile: { enablePrivateCluster: true } };

/** The states of a cluster that needs nothing. */
export const DONE: Record<StepId, StepState> = {
  providers: 'done',
  relay: 'done',
  extension: 'done',
  'trusted-access': 'done',
  roles: 'done',
  namespace: 'done',
  'instance-types': 'done',
};

export function statesOf({ steps }: PreparationPlan): Record<string, StepState> {
  return Object.fromEntries(steps.map(({ id, state }) => [id, state]));
}

export function stepIn({ steps }: PreparationPlan, id: StepId): PreparationStep {
  const found = steps.find((step) => step.id === id);
  if (found === undefined) throw new Error(`there is no step ${id}`);
  return found;
}

/** Settings of an extension that serves models. */
export const SERVING = {
  enableTraining: 'True',
  enableInference: 'True',
  inferenceRouterServiceType: 'loadBalancer',
};

/** A world whose AKS cluster has an extension, with what differs from a healthy one. */
export function withExtension(
  properties: object,
  options: ConstructorParameters<typeof ArmDouble>[0] = {},
): ArmDouble {
  const arm = new ArmDouble({ registered: true, ...options });
  const shown = {
    extensionType: 'microsoft.azureml.kubernetes',
    provisioningState: 'Succeeded',
    ...properties,
  };
  const path = `${AKS}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`;
  arm.put(path, { name: 'azureml', properties: shown });
  return arm;
}
