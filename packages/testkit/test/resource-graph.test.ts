import { describe, expect, it } from 'vitest';
import { FakeComputeService } from '../src/fake-compute-service.js';
import { demoIds, demoSeed } from '../src/seed/demo-seed.js';
import { ManualClock } from '../src/time/manual-clock.js';

const url = 'https://management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const extensions = `kubernetesconfigurationresources
| where type =~ 'microsoft.kubernetesconfiguration/extensions'
| where tostring(properties.ExtensionType) =~ 'microsoft.azureml.kubernetes' or tostring(properties.extensionType) =~ 'microsoft.azureml.kubernetes'
| project id, name, properties
| order by id asc`;
const workspaces =
  "resources | where type =~ 'microsoft.machinelearningservices/workspaces' | project id, name, location, kind | order by id asc";
const CLUSTERS = `resources
| where type in~ ('microsoft.containerservice/managedclusters', 'microsoft.kubernetes/connectedclusters')
| project id, name, type, location, identityType = identity.type,
    provisioningState = properties.provisioningState, kubernetesVersion = properties.kubernetesVersion,
    currentKubernetesVersion = properties.currentKubernetesVersion, powerState = properties.powerState,
    enablePrivateCluster = properties.apiServerAccessProfile.enablePrivateCluster,
    authorizedIPRanges = properties.apiServerAccessProfile.authorizedIPRanges,
    disableLocalAccounts = properties.disableLocalAccounts,
    connectivityStatus = properties.connectivityStatus, distribution = properties.distribution
| order by id asc`;
const here = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };

type Options = NonNullable<ConstructorParameters<typeof FakeComputeService>[0]>;

interface Asked {
  readonly query: string;
  readonly subscriptions?: readonly string[] | undefined;
  readonly options?: Record<string, unknown>;
}

function createGraph(options: Options = {}) {
  const clock = new ManualClock();
  const service = new FakeComputeService({ clock, ...options });
  const ask = async (body: Asked) => {
    const answer = await service.fetch(url, {
      method: 'POST',
      headers: { authorization: 'Bearer someone', 'content-type': 'application/json' },
      body: JSON.stringify({ subscriptions: [demoIds.subscriptionId], ...body }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, json: JSON.parse(text), text };
  };
  return { clock, service, ask };
}

describe('Azure Resource Graph', () => {
  it('answers a page as recorded, with the quota in its headers', async () => {
    const { ask } = createGraph();
    const { status, json, text, headers } = await ask({ query: workspaces });
    expect(status).toBe(200);
    expect(json).toEqual({
      totalRecords: 1,
      count: 1,
      data: [{ id: demoIds.workspaceId, name: 'demo-ws', location: 'eastus', kind: 'Default' }],
      facets: [],
      resultTruncated: 'false',
    });
    expect(text).not.toContain('\n');
    expect(headers.get('x-ms-user-quota-remaining')).toBe('14');
    expect(headers.get('x-ms-user-quota-resets-after')).toBe('00:00:05');
  });

  it('pages by an opaque offset', async () => {
    const { ask, service } = createGraph();
    for (const name of ['ws-b', 'ws-c']) service.control.workspaces.add({ ...here, name });
    const first = await ask({ query: workspaces, options: { $top: 2 } });
    expect(first.json).toMatchObject({ totalRecords: 3, count: 2, resultTruncated: 'false' });
    const next = await ask({ query: workspaces, options: { $top: 2, $skipToken: first.json.$skipToken } });
    expect(next.json.data.map(({ name }: { name: string }) => name)).toEqual(['ws-c']);
    expect(next.json.$skipToken).toBeUndefined();
  });

  it.each([
    ['pascal', 'ExtensionType', 'ReleaseNamespace'],
    ['camel', 'extensionType', 'releaseNamespace'],
    ['lower', 'extensiontype', 'releasenamespace'],
  ] as const)(
    'spells the members of extensions in %s case, but not the names of settings',
    async (casing, type, namespace) => {
      const { ask } = createGraph({ modes: { graphExtensionCasing: casing } });
      const { json } = await ask({ query: extensions });
      const text = JSON.stringify(json.data);
      expect(text).toContain(`"${type}":"microsoft.azureml.kubernetes"`);
      expect(text).toContain(`"${namespace}":"azureml"`);
      expect(text).toContain('"enableTraining"');
    },
  );

  it('shows what was created only after the lag of the index', async () => {
    const { ask, clock, service } = createGraph({ modes: { graphLagMs: 60_000 } });
    expect((await ask({ query: extensions })).json.totalRecords).toBe(0);
    expect(service.control.clusters.list().length).toBeGreaterThan(0);
    await clock.advance(60_000);
    expect((await ask({ query: extensions })).json.totalRecords).toBe(2);
  });

  it('leaves out what the caller may not read, and refuses when nothing is left', async () => {
    const { ask, service } = createGraph();
    service.control.permissions.replace({
      scope: demoIds.workspaceId,
      actions: ['Microsoft.MachineLearningServices/workspaces/read'],
      notActions: [],
    });
    expect((await ask({ query: extensions })).json.totalRecords).toBe(0);
    expect((await ask({ query: workspaces })).json.totalRecords).toBe(1);
    service.control.permissions.replace();
    expect((await ask({ query: workspaces })).json.error).toMatchObject({
      code: 'AccessDenied',
      details: [{ code: 'AccessDenied' }],
    });
  });

  it('refuses the sixteenth query of a window, and has room in the next', async () => {
    const { ask, clock } = createGraph();
    for (let count = 0; count < 15; count += 1) expect((await ask({ query: workspaces })).status).toBe(200);
    const refused = await ask({ query: workspaces });
    expect([refused.status, refused.headers.get('x-ms-user-quota-remaining')]).toEqual([429, '0']);
    expect(refused.headers.get('retry-after')).toBeNull();
    await clock.advance(5_000);
    expect((await ask({ query: workspaces })).status).toBe(200);
  });

  it.each([
    ['an unknown query', {}, { query: 'resources | take 1' }, 501, 'NotModelled'],
    ['an unknown query, leniently', { strict: false }, { query: 'resources | take 1' }, 400, 'BadRequest'],
    ['no query', {}, { query: 7 }, 400, 'InvalidRequestContent'],
    [
      'a token of another service',
      {},
      { query: workspaces, options: { $skipToken: 'x' } },
      400,
      'InvalidRequestContent',
    ],
    [
      'pages of 5,000 rows',
      {},
      { query: workspaces, options: { $top: 5_000 } },
      400,
      'InvalidRequestContent',
    ],
    [
      'a table that is missing',
      { modes: { graph: 'no-extensions' } },
      { query: extensions },
      400,
      'BadRequest',
    ],
    ['everything', { modes: { graph: 'not-found' } }, { query: workspaces }, 404, 'InvalidResourceType'],
    [
      'an answer that is too large',
      { modes: { graphMaxBytes: 10 } },
      { query: workspaces },
      400,
      'BadRequest',
    ],
  ] as const)('refuses %s', async (_, options, asked, status, code) => {
    const { ask } = createGraph(options as Options);
    const answer = await ask(asked as Asked);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });

  it('spells a word within the scope of an extension in lower case where the mode is mixed', async () => {
    const { ask } = createGraph({ modes: { graphExtensionCasing: 'mixed' } });
    const text = JSON.stringify((await ask({ query: extensions })).json.data);
    expect(text).toContain('"Scope":{"cluster":{"ReleaseNamespace":"azureml"}}');
  });

  it('shows AKS and Arc clusters with null for members that their provider leaves out', async () => {
    const { json } = await createGraph().ask({ query: CLUSTERS });
    expect(json.data).toMatchObject([
      {
        name: 'demo-aks',
        powerState: { code: 'Running' },
        connectivityStatus: null,
        identityType: 'SystemAssigned',
      },
      { name: 'demo-bare', powerState: { code: 'Running' }, connectivityStatus: null },
      { name: 'demo-arc', powerState: null, connectivityStatus: 'Connected' },
    ]);
  });

  it('answers for every subscription that the caller sees where none is named', async () => {
    const { ask } = createGraph();
    const { json } = await ask({
      query:
        "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId | order by id asc",
      subscriptions: undefined,
    });
    expect(json.data).toEqual([
      { id: `/subscriptions/${demoIds.subscriptionId}`, subscriptionId: demoIds.subscriptionId },
    ]);
  });

  it('loses rows beyond a page, and says so, where the mode truncates', async () => {
    const { ask, service } = createGraph({ modes: { graphTruncates: true, graphPageSize: 1 } });
    service.control.workspaces.add({ ...here, name: 'ws-b' });
    const { json } = await ask({ query: workspaces });
    expect([json.count, json.resultTruncated, json.$skipToken]).toEqual([1, 'true', undefined]);
  });

  it.each([
    ['retry-after', '5', 'RateLimiting'],
    ['empty-body', null, undefined],
  ] as const)('refuses beyond the quota in the form %s', async (graphThrottle, retryAfter, code) => {
    const { ask } = createGraph({ modes: { graphThrottle } });
    for (let count = 0; count < 15; count += 1) await ask({ query: workspaces });
    const { status, headers, json } = await ask({ query: workspaces });
    expect([status, headers.get('retry-after'), json.error?.code]).toEqual([429, retryAfter, code]);
  });

  it.each([
    ['management groups', { managementGroups: ['root'] }, 501],
    ['subscriptions that are no list', { subscriptions: 'one' }, 400],
    ['more than 1,000 subscriptions', { subscriptions: Array.from({ length: 1_001 }, String) }, 400],
    ['a token that is no base64', { options: { $skipToken: '%' } }, 400],
    ['a token that is a number', { options: { $skipToken: 7 } }, 400],
    ['pages of no rows', { options: { $top: 0 } }, 400],
    ['pages of a text', { options: { $top: 'all' } }, 400],
  ])('refuses a query with %s', async (_, more, status) => {
    const { ask } = createGraph();
    expect((await ask({ query: workspaces, ...Object(more) })).status).toBe(status);
  });

  it('counts as a read of the tenant, not as a write of a subscription', async () => {
    const { ask } = createGraph({ seed: demoSeed });
    const { headers } = await ask({ query: workspaces });
    expect(headers.get('x-ms-ratelimit-remaining-subscription-writes')).toBeNull();
  });
});

describe('the list of subscriptions', () => {
  it('holds those that the caller may read', async () => {
    const { service } = createGraph();
    const list = async (): Promise<number> => {
      const answer = await service.fetch(
        'https://management.azure.com/subscriptions?api-version=2022-12-01',
        {
          headers: { authorization: 'Bearer someone' },
        },
      );
      return JSON.parse(await answer.text()).value.length;
    };
    expect(await list()).toBe(1);
    service.control.permissions.replace();
    expect(await list()).toBe(0);
  });
});
