import { describe, expect, it } from 'vitest';
import { demoIds } from '../src/seed/demo-seed.js';
import { openSession, type Reply } from './session.js';

// The requests that the command line of Azure (2.45.0) sent when it was run against the fake, header by header.

const SUBSCRIPTION = `/subscriptions/${demoIds.subscriptionId}`;
const GROUP = `${SUBSCRIPTION}/resourcegroups/demo-rg`;
const EXPAND = '$expand=createdTime%2CchangedTime%2CprovisioningState&api-version=2021-04-01';
const headers = {
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate',
  connection: 'keep-alive',
  CommandName: 'resource list',
  ParameterSetName: '-o',
  'user-agent': 'AZURECLI/2.45.0 (DEB) azsdk-python-azure-mgmt-resource/22.0.0 Python/3.11.2',
  'x-ms-client-request-id': 'a1b2c3d4-6f4b-11f0-8a3c-0242ac120002',
};

function names({ json }: Reply): unknown {
  return Object(json['value']).map((one: { name?: string; namespace?: string }) => one.name ?? one.namespace);
}

function ask(method: string, target: string): Promise<Reply> {
  return openSession().call(method, target, { headers });
}

describe('the command line of Azure', () => {
  it.each([
    ['az login', '/subscriptions?api-version=2019-11-01', [undefined]],
    [
      'az account list-locations',
      `${SUBSCRIPTION}/locations?api-version=2019-11-01`,
      ['eastus', 'westus2', 'westeurope', 'northeurope'],
    ],
    ['az group list', `${SUBSCRIPTION}/resourcegroups?api-version=2021-04-01`, ['demo-rg']],
    [
      'az aks list',
      `${SUBSCRIPTION}/providers/Microsoft.ContainerService/managedClusters?api-version=2022-11-01`,
      ['demo-aks', 'demo-bare'],
    ],
    [
      'az identity list',
      `${SUBSCRIPTION}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2022-01-31-preview`,
      ['demo-identity'],
    ],
    [
      'az identity list -g',
      `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities?api-version=2022-01-31-preview`,
      ['demo-identity'],
    ],
    [
      'az resource list',
      `${SUBSCRIPTION}/resources?$filter=&${EXPAND}`,
      ['demo-ws', 'demo-aks', 'demo-arc', 'demo-bare', 'demo-identity'],
    ],
    [
      'az resource list -g --resource-type',
      `${SUBSCRIPTION}/resources?$filter=resourceGroup%20eq%20%27DEMO-RG%27%20and%20resourceType%20eq%20%27Microsoft.Kubernetes%2FconnectedClusters%27&${EXPAND}`,
      ['demo-arc'],
    ],
    [
      'az resource list --name',
      `${SUBSCRIPTION}/resources?$filter=name%20eq%20%27demo-aks%27&${EXPAND}`,
      ['demo-aks'],
    ],
    [
      'az resource list --location',
      `${SUBSCRIPTION}/resources?$filter=location%20eq%20%27westus2%27&${EXPAND}`,
      [],
    ],
    [
      'az resource list --tag',
      `${SUBSCRIPTION}/resources?$filter=tagname%20eq%20%27a%27%20and%20tagvalue%20eq%20%27b%27&${EXPAND}`,
      [],
    ],
    [
      'az provider list',
      `${SUBSCRIPTION}/providers?api-version=2021-04-01`,
      expect.arrayContaining(['Microsoft.KubernetesConfiguration', 'Microsoft.Kubernetes']),
    ],
  ])('%s lists', async (_, target, expected) => {
    const reply = await ask('GET', target);
    expect([reply.status, names(reply)]).toEqual([200, expected]);
  });

  it.each([
    [
      'az group show',
      `${GROUP}?api-version=2021-04-01`,
      { name: 'demo-rg', properties: { provisioningState: 'Succeeded' } },
    ],
    ['az aks show', `${demoIds.aksId}?api-version=2022-11-01`, { name: 'demo-aks' }],
    ['az identity show', `${demoIds.identityId}?api-version=2022-01-31-preview`, { name: 'demo-identity' }],
    [
      'az resource show',
      `${GROUP}/providers/Microsoft.MachineLearningServices//workspaces/demo-ws?api-version=2025-12-01`,
      { name: 'demo-ws' },
    ],
    [
      'az provider show',
      `${SUBSCRIPTION}/providers/Microsoft.Kubernetes?api-version=2021-04-01`,
      { registrationState: 'Registered' },
    ],
  ])('%s shows', async (_, target, expected) => {
    const reply = await ask('GET', target);
    expect([reply.status, reply.json]).toMatchObject([200, expected]);
  });

  it('az resource show finds an api-version that is served, for every type that a provider names', async () => {
    const { call } = openSession();
    const { json } = await call(
      'GET',
      `${SUBSCRIPTION}/providers/Microsoft.Kubernetes?api-version=2021-04-01`,
    );
    const [{ apiVersions: [newest] = [] } = {}] = json['resourceTypes'] as { apiVersions: string[] }[];
    expect((await call('GET', `${demoIds.arcId}?api-version=${newest}`)).status).toBe(200);
  });

  it('az group exists tells by the status alone', async () => {
    const [there, absent] = await Promise.all(
      ['demo-rg', 'nowhere'].map((name) =>
        ask('HEAD', `${SUBSCRIPTION}/resourcegroups/${name}?api-version=2021-04-01`),
      ),
    );
    expect([there?.status, absent?.status]).toEqual([204, 404]);
    expect(there?.text).toBe('');
  });

  it.each([
    ['az tag list', 'GET', `${SUBSCRIPTION}/tagNames?api-version=2021-04-01`],
    ['az aks nodepool list', 'GET', `${demoIds.aksId}/agentPools?api-version=2022-11-01`],
    ['az aks get-credentials', 'POST', `${demoIds.aksId}/listClusterUserCredential?api-version=2022-11-01`],
    ['az group delete', 'DELETE', `${GROUP}?api-version=2021-04-01`],
    ['a check of a cluster', 'HEAD', `${demoIds.aksId}?api-version=2022-11-01`],
    ['a check of what is absent', 'HEAD', `${GROUP}/providers/Microsoft.Web/sites/x?api-version=2024-04-01`],
  ])('%s is refused as not modelled, never as absent', async (_, method, target) => {
    expect((await ask(method, target)).status).toBe(501);
  });
});

describe('the endpoints of the cloud', () => {
  const read = async (version: string) =>
    JSON.parse(
      (await openSession().call('GET', `/metadata/endpoints?api-version=${version}`, { token: null })).text,
    );

  it('are told without a token: as one object, or as a list before 2022-09-01', async () => {
    const cloud = {
      name: 'AzureCloud',
      resourceManager: 'https://management.azure.com/',
      authentication: { loginEndpoint: 'https://login.microsoftonline.com/', tenant: 'common' },
      suffixes: { storage: 'core.windows.net' },
    };
    expect(await read('2022-09-01')).toMatchObject(cloud);
    for (const version of ['2018-05-01', '2019-05-01', '2020-06-01'])
      expect(await read(version)).toMatchObject([cloud]);
    expect(await read('2015-01-01')).toMatchObject({
      galleryEndpoint: 'https://gallery.azure.com/',
      authentication: { audiences: ['https://management.core.windows.net/', expect.any(String)] },
    });
  });

  it('name the fake as the resource manager, wherever it is served', async () => {
    const { service } = openSession();
    const answer = await service.fetch('http://127.0.0.1:8080/metadata/endpoints?api-version=2022-09-01');
    expect(await answer.json()).toMatchObject({ resourceManager: 'http://127.0.0.1:8080/' });
  });

  it('need an api-version that is known', async () => {
    const { call } = openSession();
    const reply = await call('GET', '/metadata/endpoints?api-version=2000-01-01', { token: null });
    expect([reply.status, reply.json]).toMatchObject([
      400,
      { error: { code: 'InvalidApiVersionParameter' } },
    ]);
  });
});

describe('the tenants of the caller', () => {
  it.each(['2016-06-01', '2019-11-01', '2022-12-01'])('are that of the fake in %s', async (version) => {
    const reply = await ask('GET', `/tenants?api-version=${version}`);
    expect(reply.json['value']).toMatchObject([{ tenantId: demoIds.tenantId }]);
  });
});

describe('a list of resources', () => {
  const list = async (query: string, options: Parameters<typeof openSession>[0] = {}) => {
    const { call } = openSession(options);
    return call('GET', `${SUBSCRIPTION}/resources?api-version=2021-04-01${query}`);
  };

  it.each([
    ["$filter=substringof('ARC', name)", ['demo-arc']],
    ["$filter=location eq 'EastUS' and name eq 'demo-ws'", ['demo-ws']],
    ["$filter=tagName eq 'owner'", []],
    ["$filter=tagName eq 'constructor'", []],
    ['$top=2', ['demo-ws', 'demo-aks']],
  ])('knows %s', async (query, expected) => {
    expect(names(await list(`&${query}`))).toEqual(expected);
  });

  it.each([
    "$filter=plan eq 'x'",
    "$filter=constructor eq 'x'",
    "$filter=tag 'a' is 'b'",
    "$filter=name eq 'a' and tagValue eq 'b'",
    '$filter=name ne 2',
    '$expand=everything',
    '$top=0',
    '$top=many',
  ])('refuses %s', async (query) => {
    expect((await list(`&${query}`)).status).toBe(400);
  });

  it('adds what is expanded', async () => {
    const { json } = await list('&$expand=createdTime,provisioningState&$top=1');
    expect(json['value']).toMatchObject([
      { provisioningState: 'Succeeded', createdTime: expect.stringMatching(/Z$/) },
    ]);
  });

  it('keeps its filter on the next page', async () => {
    const { call } = openSession({ modes: { pageSize: 1 } });
    const filter = encodeURIComponent("resourceGroup eq 'demo-rg' and location eq 'eastus'");
    const first = await call('GET', `${SUBSCRIPTION}/resources?$filter=${filter}&api-version=2021-04-01`);
    expect(first.json['nextLink']).toContain(`$filter=${filter}`);
    expect(names(await call('GET', String(first.json['nextLink'])))).toEqual(['demo-aks']);
  });

  it('shows the tags of a workspace, and finds it by them', async () => {
    const workspaces = [
      {
        subscriptionId: demoIds.subscriptionId,
        resourceGroup: 'other-rg',
        name: 'tagged',
        tags: { owner: 'ann' },
      },
    ];
    const seed = { workspaces };
    expect(names(await list("&$filter=tagName eq 'owner' and tagValue eq 'ann'", { seed }))).toEqual([
      'tagged',
    ]);
    expect(names(await list("&$filter=tagName eq 'owner' and tagValue eq 'bob'", { seed }))).toEqual([]);
    expect(names(await list("&$filter=tagName eq 'owner'", { seed }))).toEqual(['tagged']);
  });

  it('leaves out what the caller may not read, and other groups', async () => {
    const { call, service } = openSession();
    service.control.permissions.deny('Microsoft.Kubernetes/connectedClusters/read');
    const all = await call('GET', `${GROUP}/resources?api-version=2021-04-01`);
    expect(names(all)).toEqual(['demo-ws', 'demo-aks', 'demo-bare', 'demo-identity']);
    const { status } = await call(
      'GET',
      `${SUBSCRIPTION}/resourceGroups/nowhere/resources?api-version=2021-04-01`,
    );
    expect(status).toBe(404);
  });
});
