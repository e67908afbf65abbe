/** A role binding that lets an Azure resource reach the API server of an AKS cluster however closed it is. */
export interface TrustedAccess {
  /** ARM id of the resource that has access, in the service's casing. */
  readonly sourceId: string;
  /** Such as `Microsoft.MachineLearningServices/workspaces/mlworkload`. */
  readonly roles: readonly string[];
  readonly provisioningState: string | null;
}

/** The role that Azure Machine Learning works with (Azure/AML-Kubernetes, Trusted Access support). */
export const MACHINE_LEARNING_ROLE = 'Microsoft.MachineLearningServices/workspaces/mlworkload';
