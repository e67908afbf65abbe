import { amountOf } from '../quantity.js';
import type { NodeEvidence, NodeTaint } from './cluster-evidence.js';
import type { ClusterInstanceType } from './cluster-instance-type.js';

/** Taints that jobs of Azure Machine Learning tolerate (Azure ML documentation, manage instance types). */
const TOLERATED: readonly string[] = [
  'ml.azure.com/amlarc',
  'ml.azure.com/amlarc-system',
  'ml.azure.com/amlarc-workload',
  'ml.azure.com/resource-group',
  'ml.azure.com/workspace',
  'ml.azure.com/compute',
];

/** Whether a job of this instance type could be placed on the node while nothing else runs there. */
export function fitsNode(type: ClusterInstanceType, node: NodeEvidence): boolean {
  return (
    canTakeJobs(node) &&
    Object.entries(type.nodeSelector).every(([key, value]) => node.labels[key] === value) &&
    hasAmount(node.cpu, type.requests.cpu) &&
    hasAmount(node.memory, type.requests.memory) &&
    node.gpus >= type.gpus
  );
}

/** Whether the node is ready, schedulable and without a taint that keeps jobs away. */
export function canTakeJobs({ isReady, isSchedulable, taints }: NodeEvidence): boolean {
  return isReady && isSchedulable && !taints.some(keepsAway);
}

function keepsAway({ key, effect }: NodeTaint): boolean {
  return (effect === 'NoSchedule' || effect === 'NoExecute') && !TOLERATED.includes(key);
}

function hasAmount(available: string | null, asked: string): boolean {
  const amount = available === null ? null : amountOf(available);
  return amount !== null && amount >= (amountOf(asked) ?? 0n);
}
