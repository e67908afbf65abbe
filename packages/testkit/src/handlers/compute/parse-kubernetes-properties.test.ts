import { describe, expect, it } from 'vitest';
import { parseKubernetesProperties } from './parse-kubernetes-properties.js';

describe('parseKubernetesProperties', () => {
  it('keeps the members that the API has, and quantities as text', () => {
    const instanceTypes = {
      small: {
        nodeSelector: { pool: 'cpu' },
        resources: { requests: { cpu: 1, memory: '4Gi' }, limits: { cpu: '1', 'nvidia.com/gpu': null } },
        colour: 'red',
      },
      bare: { nodeSelector: null },
    };
    expect(
      parseKubernetesProperties({
        namespace: 'ml',
        vcName: null,
        instanceTypes,
        region: 'x',
        relayConnectionString: 's',
      }),
    ).toEqual({
      relayConnectionString: 's',
      namespace: 'ml',
      instanceTypes: {
        small: {
          nodeSelector: { pool: 'cpu' },
          resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { cpu: '1', 'nvidia.com/gpu': null } },
        },
        bare: { nodeSelector: null },
      },
    });
    expect([parseKubernetesProperties(undefined), parseKubernetesProperties(null)]).toEqual([{}, {}]);
  });

  it.each([
    [[], "'properties.properties' must be an object."],
    [{ namespace: 5 }, "'properties.properties.namespace' must be a string."],
    [{ instanceTypes: [] }, "'properties.properties.instanceTypes' must be an object."],
    [{ instanceTypes: { a: 'b' } }, "'properties.properties.instanceTypes.a' must be an object."],
    [
      { instanceTypes: { a: { nodeSelector: { b: 1 } } } },
      "instanceTypes.a.nodeSelector.b' must be a string.",
    ],
    [
      { instanceTypes: { a: { resources: { limits: { cpu: {} } } } } },
      "a.resources.limits.cpu' must be a string.",
    ],
  ])('refuses %j', (given, words) => {
    expect(() => parseKubernetesProperties(given)).toThrow(words);
  });
});
