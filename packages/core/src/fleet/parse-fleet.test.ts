import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidFleetError } from './fleet-problem.js';
import { parseFleet } from './parse-fleet.js';

const scope = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const aks = `${scope}/Microsoft.ContainerService/managedClusters/aks1`;
const arc = `${scope}/Microsoft.Kubernetes/connectedClusters/arc1`;
const identityId = `${scope}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;

function problemsOf(value: unknown): string[] {
  try {
    parseFleet(value);
  } catch (error) {
    if (error instanceof InvalidFleetError)
      return error.problems.map(({ field, rule }) => `${field} ${rule}`);
    throw error;
  }
  return [];
}

function configurationOf(value: unknown) {
  const [compute] = parseFleet(value).computes;
  return compute?.wanted.state === 'present' ? compute.wanted.configuration : null;
}

describe('a compute in the form of the files of Azure', () => {
  it.each([
    ['the least', { type: 'kubernetes', name: 'gpu', resource_id: aks }],
    [
      'an Arc cluster with an identity of its own',
      {
        $schema: 'https://example.org/any.json',
        type: 'Kubernetes',
        name: 'gpu',
        namespace: 'ml-team',
        resource_id: arc,
        identity: { type: 'SystemAssigned' },
      },
    ],
    [
      'an identity of yours',
      {
        type: 'kubernetes',
        name: 'gpu',
        resource_id: aks,
        identity: {
          type: 'user_assigned',
          user_assigned_identities: [{ resource_id: identityId, client_id: 'x' }],
        },
      },
    ],
    [
      'instance types under properties',
      {
        type: 'KUBERNETES',
        name: 'gpu',
        description: 'GPU nodes',
        tags: { team: 'ml', cost: '42' },
        resource_id: aks,
        properties: {
          defaultInstanceType: 'gpu',
          instanceTypes: { gpu: { resources: { limits: { 'nvidia.com/gpu': 1 } } } },
        },
      },
    ],
    [
      'members that Azure writes',
      {
        type: 'kubernetes',
        name: 'gpu',
        id: `${scope}/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu`,
        provisioning_state: 'Succeeded',
        resource_id: aks,
        identity: { type: 'none' },
      },
    ],
  ])('is taken: %s', (_, document) => {
    expect(problemsOf(document)).toEqual([]);
    expect(parseFleet(document).computes).toHaveLength(1);
  });

  it.each([
    ['no cluster', { type: 'kubernetes', name: 'gpu' }, ['fleet lacks resource_id']],
    [
      'another spelling',
      { type: 'kubernetes', name: 'gpu', resourceId: aks },
      ['resourceId is unknown here; did you mean resource_id?', 'fleet lacks resource_id'],
    ],
    [
      'no type',
      { name: 'gpu', resource_id: aks },
      ['fleet is neither a fleet, which has computes, nor a compute, which has a type'],
    ],
    ['no name', { type: 'kubernetes', resource_id: aks }, ['fleet lacks name']],
    [
      'a list of plain ids',
      {
        type: 'kubernetes',
        name: 'gpu',
        resource_id: aks,
        identity: { type: 'UserAssigned', user_assigned_identities: [identityId] },
      },
      ['identity.user_assigned_identities[0] must be a mapping with resource_id, not the id alone'],
    ],
    [
      'a spelling that Azure refuses, too',
      { type: 'kubernetes', name: 'gpu', resource_id: aks, identity: { type: 'systemassigned' } },
      [
        'identity.type needs a type spelled SystemAssigned, systemAssigned, system_assigned, UserAssigned or user_assigned',
      ],
    ],
    [
      'a tag that is a number',
      { type: 'kubernetes', name: 'gpu', resource_id: aks, tags: { cost: 42 } },
      ['tags.cost must be text; put it in quotes'],
    ],
    [
      'a member of Azure without a value',
      { type: 'kubernetes', name: 'gpu', resource_id: aks, created_on: null },
      ['created_on is written by Azure; leave it out'],
    ],
    [
      'both kinds of identity',
      {
        type: 'kubernetes',
        name: 'gpu',
        resource_id: aks,
        identity: { type: 'SystemAssigned,UserAssigned' },
      },
      ['identity.type must be one kind: an attached compute takes its own identity or yours, not both'],
    ],
    [
      'an identity without a type',
      { type: 'kubernetes', name: 'gpu', resource_id: aks, identity: {} },
      [expect.stringMatching(/^identity needs a type/)],
    ],
    [
      'an identity of yours without ids',
      { type: 'kubernetes', name: 'gpu', resource_id: aks, identity: { type: 'UserAssigned' } },
      [expect.stringMatching(/^identity.user_assigned_identities must be a list of at least one/)],
    ],
    [
      'another type',
      { type: 'amlcompute', name: 'cpu' },
      [expect.stringMatching(/^type must be kubernetes/), 'fleet lacks resource_id'],
    ],
  ])('is refused: %s', (_, document, expected) => {
    expect(problemsOf(document)).toEqual(expected);
  });

  it.each(['SystemAssigned', 'systemAssigned', 'system_assigned', 'SYSTEM_ASSIGNED'])(
    'takes the identity spelled %s',
    (type) => {
      const document = { type: 'kubernetes', name: 'gpu', resource_id: aks, identity: { type } };
      expect(configurationOf(document)?.identity).toEqual({ type: 'SystemAssigned' });
    },
  );

  it('keeps what it says and notes what has no effect', () => {
    const document = {
      type: 'kubernetes',
      name: 'gpu',
      location: 'eastus',
      created_on: 'yesterday',
      resource_id: aks,
      properties: {
        instanceTypes: { small: { node_selector: { pool: 'a' } } },
        defaultInstanceType: 'small',
      },
    };
    expect(configurationOf(document)).toMatchObject({
      resourceId: aks,
      instanceTypes: { small: { nodeSelector: { pool: 'a' } } },
      defaultInstanceType: 'small',
    });
    expect(parseFleet(document).notes.map(({ path }) => path)).toEqual([['created_on'], ['location']]);
  });
});

describe('a fleet', () => {
  const fleet = {
    workspace: '11111111-2222-3333-4444-555555555555/rg/ws1',
    defaults: { namespace: 'ml-team', tags: { team: 'ml', cost: '1' } },
    computes: [
      { name: 'gpu', resource_id: aks, tags: { cost: '2' } },
      {
        name: 'far',
        resource_id: arc,
        namespace: 'other',
        workspace: `${scope}/Microsoft.MachineLearningServices/workspaces/ws2`,
      },
      { name: 'old', state: 'absent' },
    ],
  };

  it('gives each compute the defaults that it does not replace, and merges tags', () => {
    const { computes } = parseFleet(fleet);
    expect(computes).toMatchObject([
      {
        path: ['computes', 0],
        name: 'gpu',
        workspaceId: `${scope}/Microsoft.MachineLearningServices/workspaces/ws1`,
        wanted: {
          state: 'present',
          configuration: { namespace: 'ml-team', tags: { team: 'ml', cost: '2' } },
        },
      },
      {
        name: 'far',
        workspaceId: `${scope}/Microsoft.MachineLearningServices/workspaces/ws2`,
        wanted: { configuration: { namespace: 'other', tags: { team: 'ml', cost: '1' } } },
      },
      { name: 'old', wanted: { state: 'absent' } },
    ]);
  });

  it('adds up over several documents, and names both places of a name that stands twice', () => {
    const again = { computes: [{ name: 'GPU', resource_id: aks, workspace: fleet.workspace }] };
    expect(problemsOf([fleet, again])).toEqual([
      '[1].computes[0].name stands twice in this workspace, first at [0].computes[0]',
    ]);
    expect(parseFleet([fleet, { type: 'kubernetes', name: 'one', resource_id: aks }]).computes).toHaveLength(
      4,
    );
  });

  it('never detaches what it does not name: absent has to be said', () => {
    for (const state of [null, 'Absent', true, '']) {
      expect(problemsOf({ computes: [{ name: 'old', state }] })).toEqual([
        'computes[0].state must be present or absent',
      ]);
    }
  });

  it('reports all problems at once, each with its place', () => {
    const computes = [
      { name: '-', resource_id: 'aks1' },
      { name: 'ok', resource_id: aks, default_instance_type: 'big', instance_types: { small: {} } },
      'gpu',
    ];
    expect(
      problemsOf({ workspace: 7, defaults: { nmespace: 'x' }, computes }).map((text) => text.split(' ')[0]),
    ).toEqual([
      'defaults.nmespace',
      'workspace',
      'computes[0].name',
      'computes[0].resource_id',
      'computes[1].default_instance_type',
      'computes[2]',
    ]);
  });

  it('notes once that computes share a namespace of a cluster', () => {
    const computes = [
      { name: 'one', resource_id: aks },
      { name: 'two', resource_id: aks.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions') },
      { name: 'three', resource_id: aks, namespace: 'default' },
      { name: 'apart', resource_id: aks, namespace: 'ml' },
      { name: 'gone', state: 'absent' },
    ];
    expect(parseFleet({ computes }).notes).toEqual([
      {
        path: ['computes', 1],
        text: 'shares namespace default of its cluster with computes[0]: their jobs, secrets and quota are open to each other',
      },
    ]);
  });

  it('has at most 10,000 computes', () => {
    const computes = Array.from({ length: 10_001 }, (_, index) => ({ name: `c${index}`, resource_id: aks }));
    expect(problemsOf({ computes })).toEqual([
      'computes[10000] is one compute too many: a fleet has at most 10000',
    ]);
    expect(parseFleet({ computes: computes.slice(1) }).computes).toHaveLength(10_000);
  });

  it('is read or refused, whatever the document holds', async () => {
    const documents = fc
      .tuple(fc.jsonValue(), fc.jsonValue())
      .chain(([one, other]) =>
        fc.constantFrom(one, { type: 'kubernetes', name: one }, { computes: [one, other], defaults: other }),
      );
    await fc.assert(
      fc.property(documents, (document) => {
        const problems = problemsOf(document);
        expect(problems.every((problem) => problem.trim() !== '')).toBe(true);
      }),
    );
  });
});
