import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../test/plain-messages.js';
import { systemClock } from './runtime/clock.js';
import type { Transport } from './transport/transport.js';
import { Workspace, type WorkspaceConnection } from './workspace.js';

const reference = {
  subscriptionId: '11111111-2222-3333-4444-555555555555',
  resourceGroup: 'rg',
  name: 'ws1',
};
const credential = { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };

describe('Workspace', () => {
  it('knows where it is, and takes what is left out from the platform', () => {
    const workspace = new Workspace(reference, { credential });
    expect(workspace.id).toMatch(/workspaces\/ws1$/);
    expect(workspace).toMatchObject({ location: null, apiVersion: '2024-04-01', clock: systemClock });
    expect(workspace.cloud.resourceManager).toBe('https://management.azure.com');
  });

  it('uses a transport of one’s own as it is', () => {
    const transport: Transport = async () => answerOf();
    expect(new Workspace(reference, { transport }).transport).toBe(transport);
  });

  it('makes the transport of what a transport is made of', async () => {
    const sent: string[] = [];
    const busy = async (request: Request): Promise<Response> => {
      sent.push(`fetch ${new URL(request.url).host} ${request.headers.get('authorization')}`);
      return new Response('', { status: 503 });
    };
    const http: Transport = async ({ headers }) => {
      sent.push(`http ${headers['authorization']}`);
      return answerOf();
    };
    const read = requestTo('https://management.usgovcloudapi.net/x');
    await new Workspace(reference, {
      credential,
      cloud: 'usgov',
      fetch: busy,
      retry: { maxTries: 2, baseDelayMs: 0 },
    }).transport(read);
    await new Workspace(reference, { credential, cloud: 'usgov', http }).transport(read);
    const once = 'fetch management.usgovcloudapi.net Bearer t';
    expect(sent).toEqual([once, once, 'http Bearer t']);
  });

  it('shares a transport with those that are reached alike by one credential, and with no other', () => {
    const transportOf = (connection: WorkspaceConnection, name = 'ws1'): Transport =>
      new Workspace({ ...reference, name }, connection).transport;
    const retry = { maxTries: 2 };
    const first = transportOf({ credential, retry });
    expect(transportOf({ credential, retry: { ...retry } }, 'ws2')).toBe(first);
    const others: WorkspaceConnection[] = [
      { credential: { ...credential }, retry },
      { credential },
      { credential, retry, cloud: 'china' },
      { credential, retry, fetch: async () => new Response() },
      { credential, retry, clock: { ...systemClock } },
      { credential, retry, random: () => 0 },
    ];
    for (const other of others) expect(transportOf(other)).not.toBe(first);
  });

  it('has one client, and asks nothing for it', () => {
    const workspace = new Workspace(reference, { credential });
    expect(workspace.client).toBe(workspace.client);
    expect(new Workspace(reference, { credential }).client).not.toBe(workspace.client);
  });

  it.each([
    ['credential', {}],
    ['apiVersion', { credential, apiVersion: 'latest' }],
    ['cloud', { credential, cloud: 'mars' }],
    [
      'cloud.resourceManager',
      { credential, cloud: { resourceManager: 'http://x.example', scope: '', authority: '' } },
    ],
  ])('names %s when it is wrong', (field, connection) => {
    const asked = 'credential' in connection ? { credential } : {};
    const untyped: WorkspaceConnection = Object.assign(JSON.parse(JSON.stringify(connection)), asked);
    expect(() => new Workspace(reference, untyped)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });
});

it.each(['', ' ', 7, {}])('names location when it is %j', (location) => {
  const untyped: ReturnType<typeof JSON.parse> = { ...reference, location };
  expect(() => new Workspace(untyped, { credential })).toThrow(
    expect.objectContaining({ problem: expect.objectContaining({ field: 'location' }) }),
  );
});

describe('a workspace of a config.json', () => {
  const config = { subscription_id: reference.subscriptionId, resource_group: 'rg', workspace_name: 'ws1' };

  it('is the one that it names, whatever else stands there', () => {
    const workspace = Workspace.fromConfig({ ...config, scope: 'other' }, { credential });
    expect([workspace.subscriptionId, workspace.resourceGroup, workspace.name]).toEqual([
      reference.subscriptionId,
      'rg',
      'ws1',
    ]);
  });

  it.each([
    ['config', 'no object'],
    ['config', null],
    ['config.subscription_id', { ...config, subscription_id: undefined }],
    ['config.workspace_name', { ...config, workspace_name: 7 }],
    ['subscriptionId', { ...config, subscription_id: 'x' }],
  ])('names %s when it is wrong', (field, value) => {
    expect(() => Workspace.fromConfig(value, { credential })).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });
});
