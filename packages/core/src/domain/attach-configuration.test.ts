import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import {
  type AttachConfiguration,
  type AttachConfigurationInput,
  parseAttachConfiguration,
  requireConfiguration,
} from './attach-configuration.js';
import { parseAttachIdentity } from './attach-identity.js';
import { parseInstanceTypes, parseQuantity } from './instance-types.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const resourceId = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;
const identity = `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;

/** Reads input as a caller without types would give it. */
function parse(input: unknown): ReturnType<typeof parseAttachConfiguration> {
  const untyped: AttachConfigurationInput = JSON.parse(JSON.stringify(input));
  return parseAttachConfiguration(untyped);
}

function fieldOf(input: unknown): string {
  try {
    parse(input);
    return 'accepted';
  } catch (error) {
    if (InvalidInputError.isInstance(error)) return error.problem.field;
    throw error;
  }
}

describe('parseAttachConfiguration', () => {
  it('takes what is left out as null and freezes the result', () => {
    const configuration = parse({ resourceId, namespace: null });
    expect(configuration).toEqual({
      resourceId,
      namespace: null,
      identity: null,
      description: null,
      tags: null,
      defaultInstanceType: null,
      instanceTypes: null,
    });
    expect(Object.isFrozen(configuration)).toBe(true);
  });

  it.each([
    ['', undefined],
    ['', []],
    [null, []],
  ])('takes identityType %j with identityIds %j for no identity', (identityType, identityIds) => {
    expect(parseAttachIdentity(identityType, identityIds)).toBeNull();
  });

  it('knows the spellings of YAML files', () => {
    expect(parseAttachIdentity('system_assigned', [])).toEqual({ type: 'SystemAssigned' });
    const ids = [`azureml:${identity}`];
    expect(parseAttachIdentity('user_assigned', ids)).toEqual({ type: 'UserAssigned', ids: [identity] });
    expect(() => parseAttachIdentity('systemassigned', [])).toThrow(InvalidInputError);
  });

  it('keeps each user-assigned identity once, without regard to case', () => {
    const { identity: found } = parse({
      resourceId,
      identityType: 'UserAssigned',
      identityIds: [identity, identity.toUpperCase()],
    });
    expect(found).toEqual({ type: 'UserAssigned', ids: [identity] });
  });

  it.each([
    ['attach configuration', null],
    ['attach configuration', 'x'],
    ['nameSpace', { resourceId, nameSpace: 'ml' }],
    ['resourceId', {}],
    ['namespace', { resourceId, namespace: 'ML' }],
    ['identityType', { resourceId, identityType: 'None' }],
    ['identityType', { resourceId, identityIds: [identity] }],
    ['identityIds', { resourceId, identityType: 'SystemAssigned', identityIds: [identity] }],
    ['identityIds', { resourceId, identityType: 'UserAssigned' }],
    ['identityIds', { resourceId, identityType: 'UserAssigned', identityIds: [] }],
    ['identityIds', { resourceId, identityType: 'UserAssigned', identityIds: identity }],
    ['identityIds[1]', { resourceId, identityType: 'UserAssigned', identityIds: [identity, resourceId] }],
    ['description', { resourceId, description: 7 }],
    ['tags', { resourceId, tags: ['x'] }],
    ['tags', { resourceId, tags: { team: 7 } }],
    ['tags', { resourceId, tags: { '': 'x' } }],
    ['tags', { resourceId, tags: { team: 'x'.repeat(257) } }],
    ['tags', { resourceId, tags: { ['x'.repeat(513)]: '' } }],
    ['tags', { resourceId, tags: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`t${at}`, ''])) }],
    ['defaultInstanceType', { resourceId, defaultInstanceType: '' }],
    ['defaultInstanceType', { resourceId, defaultInstanceType: 'big', instanceTypes: { small: {} } }],
    ['instanceTypes', { resourceId, instanceTypes: [] }],
    ['instanceTypes.small.color', { resourceId, instanceTypes: { small: { color: 'red' } } }],
    [
      'instanceTypes.small.nodeSelector.gpu',
      { resourceId, instanceTypes: { small: { nodeSelector: { gpu: 1 } } } },
    ],
    [
      'instanceTypes.small.resources.limits.cpu',
      { resourceId, instanceTypes: { small: { resources: { limits: { cpu: 'many' } } } } },
    ],
    [
      'instanceTypes.small.resources.burst',
      { resourceId, instanceTypes: { small: { resources: { burst: {} } } } },
    ],
    ['accepted', { resourceId, identityType: 'SystemAssigned', identityIds: [] }],
    ['accepted', { resourceId, tags: { team: 'ml' }, description: '' }],
    [
      'accepted',
      { resourceId, defaultInstanceType: 'small', instanceTypes: { small: { nodeSelector: null } } },
    ],
  ])('names %s', (field, input) => {
    expect(fieldOf(input)).toBe(field);
  });
});

describe('requireConfiguration', () => {
  /** What a caller without types would give. */
  const untyped = (value: unknown): AttachConfiguration => JSON.parse(JSON.stringify(value));

  it.each([
    { resourceId },
    { resourceId, namespace: 'ml', identityType: 'SystemAssigned', tags: { team: 'ml' } },
    {
      resourceId,
      identityType: 'UserAssigned',
      identityIds: [identity],
      description: 'd',
      defaultInstanceType: 'small',
      instanceTypes: { small: { resources: { limits: { cpu: 1 } } } },
    },
  ])('gives back what parseAttachConfiguration made of %j', (input) => {
    const configuration = parse(input);
    expect(requireConfiguration(configuration)).toEqual(configuration);
    expect(requireConfiguration(untyped(configuration))).toEqual(configuration);
  });

  it('takes what is left out as null', () => {
    expect(requireConfiguration(untyped({ resourceId }))).toEqual(parse({ resourceId }));
  });

  it.each([
    ['attach configuration', null],
    ['attach configuration', 'x'],
    ['resourceId', {}],
    ['identityType', { resourceId, identityType: 'SystemAssigned' }],
    ['identityType', { resourceId, identity: 'None' }],
    ['identityType', { resourceId, identity: {} }],
    ['identityIds', { resourceId, identity: { type: 'UserAssigned' } }],
    ['identityIds[0]', { resourceId, identity: { type: 'UserAssigned', ids: [resourceId] } }],
    ['tags', { resourceId, tags: 'x' }],
  ])('names %s of one that it did not make', (field, configuration) => {
    expect(() => requireConfiguration(untyped(configuration))).toThrow(
      expect.objectContaining({ code: 'invalid-input', problem: expect.objectContaining({ field }) }),
    );
  });
});

describe('parseQuantity', () => {
  it.each(['500m', '4Gi', '2', '1.5', '.5', '1e3', '0', '100M', 1, 0.5, null])('accepts %s', (value) => {
    expect(parseQuantity(value, 'cpu')).toBe(value);
  });

  it.each(['', 'many', '4 Gi', '4gi', '-1', '1..2', -1, Number.NaN, Number.POSITIVE_INFINITY, true, {}])(
    'refuses %s',
    (value) => {
      expect(() => parseQuantity(value, 'cpu')).toThrow(InvalidInputError);
    },
  );
});

it('keeps instance types exactly as they were given', () => {
  const quantity = fc.oneof(fc.constantFrom('500m', '4Gi', '2'), fc.nat(), fc.constant(null));
  const amounts = fc.dictionary(fc.constantFrom('cpu', 'memory', 'nvidia.com/gpu'), quantity);
  const type = fc.record(
    {
      nodeSelector: fc.option(fc.dictionary(fc.constantFrom('pool', 'accelerator'), fc.string())),
      resources: fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('small', 'big'), type), (types) => {
      expect(JSON.stringify(parseInstanceTypes(types))).toBe(JSON.stringify(types));
    }),
  );
});
