import type { ClusterInside } from './cluster-inside.js';

/** A pod of the extension. */
export interface PodView {
  readonly name: string;
  readonly phase: 'Running' | 'Pending';
  readonly node: string;
  /** Why its container waits; empty when it does not. */
  readonly waiting: string;
}

const ALWAYS = [
  'gateway',
  'metrics-controller-manager',
  'azureml-kube-state-metrics',
  'prometheus-prom-prometheus',
];
const TRAINING = ['aml-operator', 'volcano-admission', 'volcano-controllers', 'volcano-scheduler'];
const INFERENCE = [
  'azureml-fe-v2',
  'inference-operator-controller-manager',
  'amlarc-identity-controller',
  'amlarc-identity-proxy',
  'azureml-ingress-nginx-controller',
];

/** The pods of the extension, by its settings (documented). While it is installed they are pending (assumed). */
export function extensionPods(inside: ClusterInside): readonly PodView[] {
  const { extension, cluster } = inside;
  if (extension === null || extension.provisioningState === 'Failed') return [];
  const isOn = (name: string): boolean =>
    extension.record.configurationSettings[name]?.toLowerCase() === 'true';
  const names = [
    ...ALWAYS,
    ...(isOn('enableTraining') ? TRAINING : []),
    ...(isOn('enableInference') ? INFERENCE : []),
  ];
  const isStarting = extension.provisioningState === 'Creating';
  return names.map((name, index) => {
    const waiting = cluster.waitingPods[name] ?? (isStarting ? 'ContainerCreating' : '');
    const node = cluster.nodes[index % Math.max(1, cluster.nodes.length)]?.name ?? '';
    return { name: `${name}-0`, phase: waiting === '' ? 'Running' : 'Pending', node, waiting };
  });
}
