import { describe, expect, it } from 'vitest';
import { bareIds, extensionPath, installBody, openPreparing } from '../../../test/preparing-session.js';
import { parseSnapshot } from '../../seed/parse-snapshot.js';
import { isSeedName } from '../../seed/worlds/named-seeds.js';
import { prepareWorlds } from '../../seed/worlds/prepare-worlds.js';
import { INSTALL_FAILURES } from '../../world/install-failure.js';

const AKS = extensionPath(bareIds.aks);
const ARC = extensionPath(bareIds.arc);

async function openRegistered(options: Parameters<typeof openPreparing>[0] = {}) {
  const session = openPreparing(options);
  await session.register();
  return session;
}

describe('an extension on AKS', () => {
  it('is created: 201, an operation that says Creating, then Succeeded with another identity', async () => {
    const { install, send, poll, clock } = await openRegistered();
    const put = await install(bareIds.aks);
    expect(put.status).toBe(201);
    expect(put.json).toMatchObject({
      identity: { type: 'SystemAssigned' },
      properties: {
        provisioningState: 'Creating',
        version: null,
        currentVersion: null,
        aksAssignedIdentity: null,
      },
    });
    expect(put.headers.get('azure-asyncoperation')).toMatch(
      /\/ManagedClusters\/c1\/providers\/Microsoft\.KubernetesConfiguration\/extensions\/azureml\/operations\/[0-9a-f-]{36}\?api-version=2023-05-01$/,
    );
    expect(put.headers.get('location')).toMatch(
      /^https:\/\/management\.azure\.com\/.*\/extensions\/azureml$/,
    );
    expect(put.headers.get('retry-after')).toBeNull();
    expect((await poll(put)).json).toMatchObject({ status: 'Creating' });
    await clock.advance(3000);
    expect((await poll(put)).json).toEqual({
      id: expect.stringContaining('/ManagedClusters/'),
      name: expect.any(String),
      status: 'Succeeded',
    });
    const { json } = await send('GET', AKS);
    expect(json).toMatchObject({
      properties: { provisioningState: 'Succeeded', version: null, currentVersion: '1.1.63' },
    });
    expect(json['identity']).toBeUndefined();
    const principal = Object(json['properties']).aksAssignedIdentity.principalId;
    expect(principal).not.toBe(Object(put.json['identity']).principalId);
  });

  it('keeps the identity of its first answer in mode extensionIdentity: stays', async () => {
    const { install, send, clock } = await openRegistered({ modes: { extensionIdentity: 'stays' } });
    await install(bareIds.aks);
    await clock.advance(3000);
    expect((await send('GET', AKS)).json).toHaveProperty('identity');
  });

  it('has a signed operation URL of more than 3 kB when asked', async () => {
    const { install } = await openRegistered({ modes: { signedOperationUrl: true } });
    expect((await install(bareIds.aks)).headers.get('azure-asyncoperation')?.length).toBeGreaterThan(3100);
  });

  it('is deleted: 202 without a body or Location, Deleting, then gone and 204', async () => {
    const { install, send, poll, clock } = await openRegistered();
    await install(bareIds.aks);
    await clock.advance(3000);
    const deleted = await send('DELETE', AKS);
    expect([deleted.status, deleted.text, deleted.headers.get('location')]).toEqual([202, '', null]);
    expect((await poll(deleted)).json['status']).toBe('Deleting');
    expect((await send('GET', AKS)).json).toMatchObject({ properties: { provisioningState: 'Deleting' } });
    await clock.advance(3000);
    expect((await poll(deleted)).json['status']).toBe('Succeeded');
    expect((await send('GET', AKS)).status).toBe(404);
    expect((await send('DELETE', AKS)).status).toBe(204);
  });

  it('is removed at once by forceDelete', async () => {
    const { install, call, send } = await openRegistered();
    await install(bareIds.aks);
    const forced = await call('DELETE', `${AKS}?api-version=2023-05-01&forceDelete=true`);
    expect([forced.status, forced.json]).toMatchObject([200, { isSuccessStatusCode: true }]);
    expect((await send('GET', AKS)).status).toBe(404);
  });

  it('is changed: 202, plain settings merged, protected ones replaced and shown by name alone', async () => {
    const { install, send, clock, poll } = await openRegistered();
    await install(bareIds.aks, { configurationProtectedSettings: { one: 'secret-1', two: 'secret-2' } });
    await clock.advance(3000);
    const patch = await send('PATCH', AKS, {
      properties: {
        configurationSettings: { installVolcano: 'False' },
        configurationProtectedSettings: { three: 'secret-3' },
      },
    });
    expect([patch.status, (await poll(patch)).json['status']]).toEqual([202, 'Updating']);
    expect(patch.json).toMatchObject({
      properties: {
        provisioningState: 'Updating',
        configurationSettings: { enableTraining: 'True', installVolcano: 'False' },
        configurationProtectedSettings: { three: '' },
      },
    });
    await clock.advance(3000);
    expect((await send('PATCH', AKS, { properties: {} })).status).toBe(200);
    expect((await send('PATCH', AKS, { properties: { extensionType: 'x' } })).status).toBe(501);
  });

  it.each([
    ['ok', 200, 'Updating'],
    ['created', 201, 'Updating'],
  ] as const)('is replaced as a whole by a PUT in mode %s', async (extensionPutExisting, status, state) => {
    const { install, clock } = await openRegistered({ modes: { extensionPutExisting } });
    await install(bareIds.aks, { configurationProtectedSettings: { one: 'x' } });
    await clock.advance(3000);
    const again = await install(bareIds.aks);
    expect([again.status, again.json]).toMatchObject([
      status,
      { properties: { provisioningState: state, configurationProtectedSettings: {} } },
    ]);
  });

  it('refuses a second write, another type and a PUT over it where the mode says so', async () => {
    const { install, send, clock } = await openRegistered({ modes: { extensionPutExisting: 'conflict' } });
    await install(bareIds.aks);
    expect((await install(bareIds.aks)).status).toBe(409);
    expect((await send('DELETE', AKS)).status).toBe(409);
    await clock.advance(3000);
    expect((await install(bareIds.aks)).json).toMatchObject({
      error: { message: expect.stringContaining('exists') },
    });
    expect((await install(bareIds.aks, { extensionType: 'microsoft.flux' })).status).toBe(409);
  });

  it('lets writes overlap in mode extensionWhileBusy: accept', async () => {
    const { install } = await openRegistered({ modes: { extensionWhileBusy: 'accept' } });
    await install(bareIds.aks);
    expect((await install(bareIds.aks)).status).toBe(200);
  });

  it.each([
    ['a number as a setting', { configurationSettings: { a: 1 } }, 400],
    ['a version with automatic upgrades', { version: '1.1.60' }, 400],
    ['no type', { extensionType: null }, 400],
    ['a member that is not modelled', { colour: 'red' }, 501],
  ])('refuses %s', async (_, change, status) => {
    const { install } = await openRegistered();
    expect((await install(bareIds.aks, change)).status).toBe(status);
  });

  it('keeps the version that was asked for', async () => {
    const { install, send, clock } = await openRegistered();
    await install(bareIds.aks, { autoUpgradeMinorVersion: false, version: '1.1.60' });
    await clock.advance(3000);
    expect((await send('GET', AKS)).json).toMatchObject({
      properties: { version: '1.1.60', currentVersion: '1.1.60' },
    });
  });
});

describe('an extension on Arc', () => {
  it('has its own headers: api-Version, and a Location on another host', async () => {
    const { install, poll, send, clock } = await openRegistered({ seed: 'cluster-bare-arc' });
    const put = await install(bareIds.arc);
    expect(put.headers.get('azure-asyncoperation')).toMatch(
      /\/ConnectedClusters\/.*\?api-Version=2023-05-01$/,
    );
    expect(put.headers.get('location')).toMatch(
      /^https:\/\/eastus\.rp\.kubernetesconfiguration\.azure\.com\//,
    );
    expect((await poll(put)).json['status']).toBe('Creating');
    await clock.advance(3000);
    expect((await send('GET', ARC)).json).toMatchObject({
      identity: { type: 'SystemAssigned' },
      properties: { provisioningState: 'Succeeded', version: '1.1.63', aksAssignedIdentity: null },
    });
  });

  it('never ends while the agents are offline', async () => {
    const { install, poll, clock, service } = await openRegistered({ seed: 'cluster-bare-arc' });
    service.control.clusters.change(bareIds.arc, { connectivityStatus: 'Offline' });
    const put = await install(bareIds.arc);
    await clock.advance(86_400_000);
    expect((await poll(put)).json['status']).toBe('Creating');
  });
});

describe('an installation that fails', () => {
  it('is refused before the provider is registered', async () => {
    const { install } = openPreparing();
    const refused = await install(bareIds.aks);
    expect([refused.status, refused.json]).toMatchObject([
      409,
      { error: { code: 'MissingSubscriptionRegistration' } },
    ]);
  });

  it('fails later instead in mode registration: late-failure', async () => {
    const { install, poll, clock } = openPreparing({ modes: { registration: 'late-failure' } });
    const put = await install(bareIds.aks);
    await clock.advance(3000);
    expect((await poll(put)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'ExtensionOperationFailed', message: expect.stringContaining('extensionaddons') },
    });
  });

  it.each(INSTALL_FAILURES)(
    'says so for %s, in the operation and on the resource',
    async (installFailure) => {
      const { install, send, poll, clock, service } = await openRegistered();
      service.control.clusters.change(bareIds.aks, { installFailure });
      const put = await install(bareIds.aks);
      expect(put.status).toBe(201);
      await clock.advance(3000);
      const polled = await poll(put);
      expect(polled.json).toMatchObject({ status: 'Failed', error: { code: 'ExtensionOperationFailed' } });
      const { message } = Object(polled.json['error']);
      expect((await send('GET', AKS)).json).toMatchObject({
        properties: {
          provisioningState: 'Failed',
          statuses: [{ code: 'InstallationFailed', level: null, displayStatus: null, message }],
        },
      });
    },
  );

  it.each(Object.keys(prepareWorlds).filter(isSeedName))('is planted in the world %s', async (seed) => {
    const { install, poll, clock, service } = openPreparing({ seed });
    const [cluster] = service.control.clusters.list();
    const put = await install(cluster?.id ?? '');
    await clock.advance(3000);
    expect((await poll(put)).json['status']).toBe('Failed');
  });

  it('can be tried again once the reason is gone', async () => {
    const { install, send, clock, service } = await openRegistered();
    service.control.clusters.change(bareIds.aks, { installFailure: 'busy' });
    await install(bareIds.aks);
    await clock.advance(3000);
    service.control.clusters.change(bareIds.aks, { installFailure: null });
    const again = await install(bareIds.aks);
    expect(again.json).toMatchObject({ properties: { provisioningState: 'Creating' } });
    await clock.advance(3000);
    expect((await send('GET', AKS)).json).toMatchObject({
      properties: { provisioningState: 'Succeeded', statuses: [], errorInfo: null },
    });
  });

  it('leaves nothing in mode extensionAfterFailure: gone', async () => {
    const { install, send, clock, service } = await openRegistered({
      modes: { extensionAfterFailure: 'gone' },
    });
    service.control.clusters.change(bareIds.aks, { installFailure: 'busy' });
    await install(bareIds.aks);
    await clock.advance(3000);
    expect((await send('GET', AKS)).status).toBe(404);
  });

  it.each([
    ['the settings that the CLI adds', { configurationSettings: { enableTraining: 'True' } }, 'E40000'],
    ['a scope', { scope: null }, 'ext-installer'],
    [
      'TLS for inference',
      {
        configurationSettings: {
          ...Object(installBody(bareIds.aks)['configurationSettings']),
          enableInference: 'True',
        },
      },
      'E40007',
    ],
  ])('fails without %s', async (_, change, words) => {
    const { install, poll, clock } = await openRegistered();
    const put = await install(bareIds.aks, change);
    await clock.advance(3000);
    expect(JSON.stringify((await poll(put)).json)).toContain(words);
  });

  it('needs no hidden settings in mode hiddenSettings: optional, nor for other types', async () => {
    const plain = { configurationSettings: { enableTraining: 'True' } };
    const lax = await openRegistered({ modes: { hiddenSettings: 'optional' } });
    const put = await lax.install(bareIds.aks, plain);
    await lax.clock.advance(3000);
    expect((await lax.poll(put)).json['status']).toBe('Succeeded');
    const other = await openRegistered();
    const flux = await other.install(bareIds.aks, { ...plain, extensionType: 'microsoft.flux' });
    await other.clock.advance(3000);
    expect((await other.poll(flux)).json['status']).toBe('Succeeded');
  });

  it('fails by a planned fault in its own words', async () => {
    const { install, poll, clock, service } = await openRegistered();
    service.control.faults.plan({
      match: { route: 'extension.put' },
      effect: { kind: 'fails', code: 'OwnCode', message: 'own words' },
    });
    const put = await install(bareIds.aks);
    await clock.advance(3000);
    expect((await poll(put)).json).toMatchObject({
      status: 'Failed',
      error: { code: 'OwnCode', message: expect.stringContaining('own words') },
    });
  });
});

it('keeps no protected setting: not in the world, not in the journal', async () => {
  const { install, service } = await openRegistered();
  await install(bareIds.aks, { configurationProtectedSettings: { plainName: 'planted-secret' } });
  const snapshot = service.control.snapshot();
  expect(JSON.stringify(snapshot)).not.toContain('planted-secret');
  expect(JSON.stringify(service.control.requests.entries())).not.toContain('planted-secret');
  expect(parseSnapshot(JSON.stringify(snapshot))).toEqual(snapshot);
});

it('an attach finds the extension that was installed', async () => {
  const { install, attach, clock, service } = await openRegistered();
  await install(bareIds.aks);
  await attach('early', { resourceId: bareIds.aks });
  await clock.advance(3000);
  await attach('late', { resourceId: bareIds.aks });
  await clock.advance(3000);
  expect(service.control.computes.get('early').provisioningState).toBe('Failed');
  expect(service.control.computes.get('late').provisioningState).toBe('Succeeded');
});
