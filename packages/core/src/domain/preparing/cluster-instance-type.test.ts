import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import {
  type ClusterInstanceType,
  instanceTypeDifferences,
  manifestOf,
  parseClusterInstanceTypes,
} from './cluster-instance-type.js';

const requests = { cpu: '4', memory: '16Gi' };
const limits = { cpu: '8', memory: '32Gi', 'nvidia.com/gpu': 1 };
const good = { nodeSelector: { agentpool: 'gpunp' }, resources: { requests, limits } };

function parseOne(type: unknown = good, name = 'gpu-small'): ClusterInstanceType {
  const [parsed] = parseClusterInstanceTypes({ [name]: type });
  if (parsed === undefined) throw new Error('nothing was parsed');
  return parsed;
}

describe('parseClusterInstanceTypes', () => {
  it('reads the documented form, and writes it as a manifest', () => {
    expect(manifestOf(parseOne())).toEqual({
      apiVersion: 'amlarc.azureml.com/v1alpha1',
      kind: 'InstanceType',
      metadata: { name: 'gpu-small', labels: { 'app.kubernetes.io/managed-by': 'azureml-kubernetes' } },
      spec: { nodeSelector: { agentpool: 'gpunp' }, resources: { requests, limits } },
    });
  });

  it.each([
    ['instanceTypes.GPU_small', 'GPU_small', good],
    [
      'instanceTypes.a.resources.requests.cpu',
      'a',
      { resources: { requests: { ...requests, cpu: 4 }, limits } },
    ],
    [
      'instanceTypes.a.resources.requests.memory',
      'a',
      { resources: { requests: { ...requests, memory: '0' }, limits } },
    ],
    [
      'instanceTypes.a.resources.requests.nvidia.com/gpu',
      'a',
      { resources: { requests: { ...requests, 'nvidia.com/gpu': 1 }, limits } },
    ],
    [
      'instanceTypes.a.resources.limits.cpu',
      'a',
      { resources: { requests, limits: { ...limits, cpu: '2' } } },
    ],
    [
      'instanceTypes.a.resources.limits.nvidia.com/gpu',
      'a',
      { resources: { requests, limits: { ...limits, 'nvidia.com/gpu': '1' } } },
    ],
    ['instanceTypes.a.resources.limits.memory', 'a', { resources: { requests, limits: { cpu: '8' } } }],
    ['instanceTypes.a.resources', 'a', {}],
    ['instanceTypes.a.nodeSelector.a b', 'a', { ...good, nodeSelector: { 'a b': 'x' } }],
    ['instanceTypes.a.nodeSelector.pool', 'a', { ...good, nodeSelector: { pool: 'x; rm -rf /' } }],
    ['instanceTypes.a.annotations', 'a', { ...good, annotations: {} }],
  ])('names %s where it breaks the rule', (field, name, type) => {
    expect(() => parseOne(type, name)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });

  it('refuses every other value with a problem of its own', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          parseClusterInstanceTypes(value);
        } catch (error) {
          expect(InvalidInputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });
});

describe('instanceTypeDifferences', () => {
  it('finds none between amounts that are written in two ways', () => {
    const same = { ...good, resources: { requests: { cpu: '4000m', memory: '16384Mi' }, limits } };
    expect(instanceTypeDifferences(parseOne(), parseOne(same))).toEqual([]);
  });

  it('names each member that differs', () => {
    const other = {
      nodeSelector: { agentpool: 'other' },
      resources: { requests: { cpu: '3', memory: '16Gi' }, limits: { cpu: '8', memory: '33Gi' } },
    };
    expect(instanceTypeDifferences(parseOne(), parseOne(other))).toEqual([
      'requests.cpu',
      'limits.memory',
      'limits.nvidia.com/gpu',
      'nodeSelector',
    ]);
  });
});
