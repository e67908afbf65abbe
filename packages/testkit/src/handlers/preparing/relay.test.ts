import { describe, expect, it } from 'vitest';
import { openPreparing } from '../../../test/preparing-session.js';
import { demoIds } from '../../seed/demo-seed.js';
import type { FakeServiceOptions } from '../../service-options.js';

const RELAY = `/subscriptions/${demoIds.subscriptionId}/resourceGroups/${demoIds.resourceGroup}/providers/Microsoft.Relay/namespaces/c1relay`;
const CONNECTION = `${RELAY}/hybridConnections/c1`;
const RULE = `${CONNECTION}/authorizationRules/azureml_rw`;

async function open(options: FakeServiceOptions = {}) {
  const session = openPreparing({ seed: 'cluster-bare-arc', ...options });
  await session.register();
  const send = (method: string, path: string, body?: Parameters<typeof session.send>[2]) =>
    session.send(method, path, body, '2017-04-01');
  return { ...session, send };
}

describe('Azure Relay', () => {
  it('is made of a namespace, a connection, a rule and its keys', async () => {
    const { send, clock, service } = await open();
    expect((await send('GET', CONNECTION)).json).toMatchObject({ error: { code: 'ParentResourceNotFound' } });
    const put = await send('PUT', RELAY, {
      location: 'eastus',
      tags: { created_by: 'Azure Arc-enabled ML' },
    });
    expect([put.status, put.json]).toMatchObject([
      200,
      { location: 'East US', properties: { provisioningState: 'Created', status: 'Activating' } },
    ]);
    expect(put.headers.get('azure-asyncoperation')).toBeNull();
    await clock.advance(3000);
    expect((await send('GET', RELAY)).json).toMatchObject({
      properties: { provisioningState: 'Succeeded', status: 'Active' },
    });
    expect((await send('GET', CONNECTION)).status).toBe(404);
    const body = { properties: { requiresClientAuthorization: true } };
    expect((await send('PUT', CONNECTION, body)).status).toBe(200);
    expect((await send('PUT', CONNECTION, body)).json).toMatchObject({
      properties: { createdAt: '0001-01-01T00:00:00' },
    });
    const rights = ['Manage', 'Send', 'Listen'];
    expect((await send('PUT', RULE, { properties: { rights } })).json).toMatchObject({
      properties: { rights },
    });
    const keys = await send('POST', `${RULE}/listKeys`);
    expect(keys.json['primaryConnectionString']).toMatch(
      /^Endpoint=sb:\/\/c1relay\.servicebus\.windows\.net\/;/,
    );
    expect((await send('POST', `${RULE}/listKeys`)).text).toBe(keys.text);
    const journal = JSON.stringify(service.control.requests.entries());
    expect(journal).not.toContain(String(keys.json['primaryKey']));
  });

  it.each([
    ['ok', 200],
    ['created', 201],
    ['accepted', 202],
  ] as const)('answers a new namespace in mode relayPut: %s', async (relayPut, status) => {
    const { send } = await open({ modes: { relayPut } });
    expect((await send('PUT', RELAY, { location: 'eastus' })).status).toBe(status);
  });

  it('needs its provider, a name that begins with a letter, and known rights', async () => {
    const unregistered = openPreparing({ seed: 'cluster-bare-arc' });
    const early = await unregistered.send('PUT', RELAY, { location: 'eastus' }, '2017-04-01');
    expect(early.json).toMatchObject({ error: { code: 'MissingSubscriptionRegistration' } });
    const { send } = await open();
    expect((await send('PUT', RELAY.replace('c1relay', '1relay'), { location: 'eastus' })).status).toBe(400);
    await send('PUT', RELAY, { location: 'eastus' });
    await send('PUT', CONNECTION, {});
    expect((await send('PUT', RULE, { properties: { rights: ['Rule'] } })).status).toBe(400);
    expect((await send('GET', RULE)).status).toBe(404);
  });
});
