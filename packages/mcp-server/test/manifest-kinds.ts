import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Namespace, Service, ServiceAccount } from 'kubernetes-models/v1';

/** The kinds of objects that the server is deployed with: the validators of their published schemas, and where their types are. */
export const KINDS = {
  Namespace: { model: Namespace, module: 'kubernetes-models/v1' },
  ServiceAccount: { model: ServiceAccount, module: 'kubernetes-models/v1' },
  ConfigMap: { model: ConfigMap, module: 'kubernetes-models/v1' },
  Service: { model: Service, module: 'kubernetes-models/v1' },
  Deployment: { model: Deployment, module: 'kubernetes-models/apps/v1' },
  PodDisruptionBudget: { model: PodDisruptionBudget, module: 'kubernetes-models/policy/v1' },
  NetworkPolicy: { model: NetworkPolicy, module: 'kubernetes-models/networking.k8s.io/v1' },
} as const;

/** Whether a word is one of these kinds. */
export function isKind(word: string): word is keyof typeof KINDS {
  return Object.hasOwn(KINDS, word);
}
