import { describe, expect, it } from 'vitest';
import type { NodeEvidence } from './cluster-evidence.js';
import { type ClusterInstanceType, parseClusterInstanceTypes } from './cluster-instance-type.js';
import { fitsNode } from './node-fit.js';

const node: NodeEvidence = {
  name: 'node-1',
  isReady: true,
  isSchedulable: true,
  cpu: '3860m',
  memory: '12880748Ki',
  gpus: 1,
  architecture: 'amd64',
  labels: { agentpool: 'gpu' },
  taints: [{ key: 'ml.azure.com/amlarc', value: 'true', effect: 'NoSchedule' }],
};

function typeOf(cpu: string, memory: string, gpus: number): ClusterInstanceType {
  const amounts = { cpu, memory };
  const resources = { requests: amounts, limits: { ...amounts, 'nvidia.com/gpu': gpus } };
  const [type] = parseClusterInstanceTypes({ gpu: { nodeSelector: { agentpool: 'gpu' }, resources } });
  if (type === undefined) throw new Error('nothing was parsed');
  return type;
}

describe('fitsNode', () => {
  it('finds the node that has what the type asks for', () => {
    expect(fitsNode(typeOf('3', '12Gi', 1), node)).toBe(true);
  });

  it.each([
    ['too little cpu', typeOf('4', '1Gi', 0), node],
    ['too little memory', typeOf('1', '13Gi', 0), node],
    ['too few GPUs', typeOf('1', '1Gi', 2), node],
    ['another label', typeOf('1', '1Gi', 0), { ...node, labels: {} }],
    ['a node that is not ready', typeOf('1', '1Gi', 0), { ...node, isReady: false }],
    ['a cordoned node', typeOf('1', '1Gi', 0), { ...node, isSchedulable: false }],
    [
      'a foreign taint',
      typeOf('1', '1Gi', 0),
      { ...node, taints: [{ key: 'x', value: null, effect: 'NoSchedule' }] },
    ],
    ['unknown amounts', typeOf('1', '1Gi', 0), { ...node, cpu: null }],
  ])('refuses %s', (_title, type, candidate) => {
    expect(fitsNode(type, candidate)).toBe(false);
  });
});
