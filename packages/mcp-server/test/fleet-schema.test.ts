import { readFileSync } from 'node:fs';
import { InvalidFleetError, parseFleet } from '@azureml-kubernetes/core';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

const published: unknown = JSON.parse(readFileSync(new URL('../fleet.schema.json', import.meta.url), 'utf8'));
const schema = z.fromJSONSchema(z.record(z.string(), z.json()).parse(published));

const A = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const resource_id = `${A}/Microsoft.ContainerService/managedClusters/aks1`;
const identityId = `${A}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;
const compute = { name: 'gpu', resource_id };

function problemsOf(value: unknown): InvalidFleetError['problems'] | [] {
  try {
    parseFleet(value);
    return [];
  } catch (error) {
    if (error instanceof InvalidFleetError) return error.problems;
    throw error;
  }
}

/** The members that the parser knows at a place: it lists them when it refuses another one. */
function membersAt(value: unknown): string[] {
  const refusal = problemsOf(value).find(({ rule }) => rule === 'is unknown here');
  return (refusal?.example ?? '').split(', ').sort();
}

const UNKNOWN = { zzzzzzzzzz: 1 };

describe('the published schema of fleets', () => {
  it.each([
    [{ type: 'kubernetes', ...compute }],
    [{ type: 'Kubernetes', ...compute, $schema: 'x', namespace: 'ml', identity: { type: 'SystemAssigned' } }],
    [
      {
        type: 'kubernetes',
        ...compute,
        identity: { type: 'user_assigned', user_assigned_identities: [{ resource_id: identityId }] },
      },
    ],
    [
      {
        type: 'KUBERNETES',
        ...compute,
        tags: { cost: '42' },
        properties: {
          defaultInstanceType: 'gpu',
          instanceTypes: { gpu: { resources: { limits: { 'nvidia.com/gpu': 1 } } } },
        },
      },
    ],
    [
      {
        type: 'kubernetes',
        ...compute,
        id: 'x',
        provisioning_state: 'Succeeded',
        identity: { type: 'none' },
      },
    ],
    [
      {
        workspace: '11111111-2222-3333-4444-555555555555/rg/ws1',
        defaults: { namespace: 'ml', prepare: true },
        computes: [
          { ...compute, prepare: { training: true, settings: { installVolcano: false } } },
          { name: 'old', state: 'absent' },
          {
            ...compute,
            name: 'types',
            default_instance_type: 'small',
            instance_types: { small: { node_selector: { a: 'b' }, resources: { requests: { cpu: '1' } } } },
          },
        ],
      },
    ],
  ])('takes what the parser takes: %j', (document) => {
    expect(problemsOf(document)).toEqual([]);
    expect(schema.safeParse(document).success).toBe(true);
  });

  it.each([
    [{ type: 'kubernetes', name: 'gpu', resourceId: resource_id }],
    [{ ...compute }],
    [{ type: 'kubernetes', resource_id }],
    [{ type: 'amlcompute', ...compute }],
    [{ type: 'kubernetes', ...compute, identity: { type: 'systemassigned' } }],
    [
      {
        type: 'kubernetes',
        ...compute,
        identity: { type: 'UserAssigned', user_assigned_identities: [identityId] },
      },
    ],
    [{ type: 'kubernetes', ...compute, tags: { cost: 42 } }],
    [{ computes: { gpu: compute } }],
    [{ computes: [{ ...compute, state: 'gone' }] }],
    [{ computes: [{ ...compute, prepare: 'yes' }] }],
  ])('refuses what the parser refuses: %j', (document) => {
    expect(problemsOf(document)).not.toEqual([]);
    expect(schema.safeParse(document).success).toBe(false);
  });

  it.each([
    ['a fleet', { computes: [], ...UNKNOWN }, ['anyOf', 0]],
    ['defaults', { computes: [], defaults: UNKNOWN }, ['anyOf', 0, 'properties', 'defaults']],
    [
      'a compute of a fleet',
      { computes: [{ ...compute, ...UNKNOWN }] },
      ['anyOf', 0, 'properties', 'computes', 'items'],
    ],
    ['a compute of its own', { type: 'kubernetes', ...compute, ...UNKNOWN }, ['anyOf', 1]],
    [
      'a preparation',
      { type: 'kubernetes', ...compute, prepare: UNKNOWN },
      ['anyOf', 1, 'properties', 'prepare', 'anyOf', 1],
    ],
    [
      'an identity',
      { type: 'kubernetes', ...compute, identity: { type: 'none', ...UNKNOWN } },
      ['anyOf', 1, 'properties', 'identity'],
    ],
  ])('has the members that the parser knows, in %s', (_, document, path) => {
    expect(membersAt(document)).toEqual(Object.keys(objectAt(path).properties).sort());
  });
});

const objectShape = z.looseObject({ properties: z.record(z.string(), z.json()) });

/** The part of the schema at a path. */
function objectAt(path: readonly (string | number)[]): z.infer<typeof objectShape> {
  const step = (value: unknown, name: string | number): unknown =>
    Object.entries(z.union([z.array(z.json()), z.record(z.string(), z.json())]).parse(value)).find(
      ([key]) => key === String(name),
    )?.[1];
  return objectShape.parse(path.reduce(step, published));
}
