import { describe, expect, it } from 'vitest';
import { FakeComputeService } from '../fake-compute-service.js';
import { SeedError } from '../shape/shape-error.js';
import { parseSeed } from './parse-seed.js';
import { namedSeeds } from './worlds/named-seeds.js';

const subscriptionId = '00000000-1111-2222-3333-444444444444';
const place = { subscriptionId, resourceGroup: 'rg', name: 'thing' };
const stuck = { kind: 'stuck' };

describe('parseSeed', () => {
  it.each(Object.entries(namedSeeds))('accepts the seed %s, which plants a world', (_, seed) => {
    const parsed = parseSeed(JSON.stringify(seed));
    expect(parsed).toEqual(seed);
    const { control } = new FakeComputeService({ seed: parsed });
    expect(control.clusters.list()).toHaveLength(seed.clusters?.length ?? 0);
  });

  it('accepts every member that there is', () => {
    const seed = {
      subscriptions: [subscriptionId],
      identities: [{ ...place, tags: {} }],
      clusters: [{ ...place, kind: 'arc', connectivityStatus: 'Offline', extension: null }],
      workspaces: [
        {
          ...place,
          location: 'westus2',
          systemIdentity: false,
          publicNetworkAccess: 'Disabled',
          computes: [
            {
              name: 'c',
              resourceId: '/subscriptions/x/resourcegroups/y/z',
              provisioningState: 'Failed',
              provisioningErrors: [1, 'two'],
              userIdentities: ['/id'],
              properties: {},
            },
          ],
        },
      ],
      grants: [{ scope: '/', actions: ['*'], notActions: [] }],
      faults: [
        { match: { method: 'PUT', nth: 2 }, times: -1, effect: { kind: 'latency', delayMs: 5 } },
        { effect: [{ kind: 'stuck' }, { kind: 'foreign-url', where: 'operation', origin: 'https://x' }] },
      ],
    };
    expect(parseSeed(JSON.stringify(seed))).toEqual(seed);
  });

  it.each([
    ['{"workspaces": [', '$', 'must be JSON'],
    ['[]', '$', 'must be an object'],
    [{ workspace: [] }, '$.workspace', 'is not a known member. Example: subscriptions, workspaces, clusters'],
    [{ workspaces: {} }, '$.workspaces', 'must be an array'],
    [{ clusters: [{ ...place }] }, '$.clusters[0].kind', 'is required. Example: "aks"'],
    [{ clusters: [{ ...place, kind: 'eks' }] }, '$.clusters[0].kind', 'must be one of "aks", "arc"'],
    [
      { workspaces: [{ ...place, subscriptionId: 'mine' }] },
      '$.workspaces[0].subscriptionId',
      'must be a GUID. Example: "5f1c3d2e-',
    ],
    [{ workspaces: [{ ...place, location: 'East US' }] }, '$.workspaces[0].location', 'in lower case'],
    [{ workspaces: [{ ...place, computes: [{}] }] }, '$.workspaces[0].computes[0].name', 'is required'],
    [{ workspaces: [{ ...place, tags: { a: 1 } }] }, '$.workspaces[0].tags.a', 'must be a string'],
    [
      { clusters: [{ ...place, kind: 'aks', privateCluster: 'no' }] },
      '$.clusters[0].privateCluster',
      'true or false',
    ],
    [
      { faults: [{ effect: { kind: 'explode' } }] },
      '$.faults[0].effect.kind',
      'must be one of latency, reset',
    ],
    [
      { faults: [{ effect: [{ kind: 'latency' }] }] },
      '$.faults[0].effect[0].delayMs',
      'is required. Example: 1000',
    ],
    [
      { faults: [{ match: { route: 'x' }, effect: { kind: 'stuck' } }] },
      '$.faults[0].match.route',
      'must be one of',
    ],
    [
      { faults: [{ effect: stuck }, { times: 0, effect: stuck }] },
      '$.faults[1]',
      'cannot be carried out: times is a count from 1, or -1 for no end, got 0',
    ],
    [{ faults: [{ match: { nth: 1.5 }, effect: stuck }] }, '$.faults[0]', 'nth counts from 1, got 1.5'],
    [{ faults: [{ effect: { kind: 'error', status: 204 } }] }, '$.faults[0]', 'got 204'],
    [{ faults: [{ match: { route: 'compute.get' }, effect: stuck }] }, '$.faults[0]', 'would never strike'],
    [
      { faults: [{ effect: { kind: 'foreign-url', where: 'operation', origin: 'evil' } }] },
      '$.faults[0]',
      "got 'evil'",
    ],
  ])('refuses %j with path, rule and example', (seed, path, words) => {
    const parse = () => parseSeed(typeof seed === 'string' ? seed : JSON.stringify(seed), 'my-seed.json');
    expect(parse).toThrow(SeedError);
    expect(parse).toThrow(expect.objectContaining({ path }));
    expect(parse).toThrow(words);
    expect(parse).toThrow(/^my-seed\.json: .*Example: /);
  });
});
