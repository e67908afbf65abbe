// What a snippet can use without saying where it has it from: what any reader has, too.
import type { KubernetesCompute, TokenCredential, Workspace } from '@azureml-kubernetes/core';

declare global {
  const subscriptionId: string;
  /** An AKS cluster that is ready to be attached. */
  const clusterId: string;
  const identityId: string;
  const credential: TokenCredential;
  /** `my-workspace` in `my-rg`. */
  const workspace: Workspace;
  /** `edge`, which is attached to that workspace. */
  const compute: KubernetesCompute;
}
