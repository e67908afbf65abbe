import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCompute, decodeKubernetes } from './decode-compute.js';

const id =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg' +
  '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu';

describe('decodeKubernetes', () => {
  it('reads the least that a compute can be', () => {
    const decoded = decodeKubernetes({ id, location: 'eastus', properties: { computeType: 'Kubernetes' } });
    expect(decoded).toMatchObject({
      kind: 'kubernetes',
      compute: {
        name: 'gpu',
        lifecycle: { state: 'succeeded' },
        isAttached: null,
        identity: null,
        problems: [],
      },
    });
  });

  it.each<[string, object, object]>([
    ['a type in other casing', { properties: { computeType: 'kubernetes' } }, { name: 'gpu' }],
    ['no location', { location: undefined }, { location: null }],
    ['a location that is null', { location: null }, { location: null }],
    [
      'a date in another form',
      { properties: { computeType: 'Kubernetes', createdOn: 'Tue, 1 Mar 2022', modifiedOn: '' } },
      { createdOn: null, modifiedOn: null },
    ],
  ])('reads a compute with %s', (_title, change, compute) => {
    const properties = { computeType: 'Kubernetes' };
    expect(decodeCompute({ id, location: 'eastus', properties, ...change })).toMatchObject({
      kind: 'kubernetes',
      compute,
    });
  });

  it.each([
    ['id', { id: 'x' }],
    ['location', { location: 7 }],
    ['tags.team', { tags: { team: 7 } }],
    ['properties.computeType', { properties: { computeType: 'AKS' } }],
  ])('names %s when it is wrong, without its value', (place, change) => {
    const decoded = decodeKubernetes({
      id,
      location: 'eastus',
      properties: { computeType: 'Kubernetes' },
      ...change,
    });
    expect(decoded).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining(place) });
  });

  it('never throws, whatever the JSON is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeKubernetes(value).kind).toBe('unreadable');
        expect(decodeCompute(value).kind).toBe('unreadable');
      }),
    );
  });
});

describe('decodeCompute', () => {
  const entry = { id, name: 'gpu', location: 'eastus', properties: { computeType: 'Kubernetes' } };

  it('tells apart what is readable, of another type, not attached, and broken', () => {
    const values = [
      entry,
      { name: 'cpu', properties: { computeType: 'AmlCompute' } },
      { ...entry, properties: { computeType: 'Kubernetes', isAttachedCompute: false } },
      { ...entry, location: 7 },
      null,
    ];
    expect(values.map(decodeCompute)).toMatchObject([
      { kind: 'kubernetes' },
      { kind: 'other', name: 'cpu', computeType: 'AmlCompute' },
      { kind: 'other', computeType: 'Kubernetes' },
      { kind: 'unreadable', name: 'gpu' },
      { kind: 'unreadable', name: null },
    ]);
  });
});
