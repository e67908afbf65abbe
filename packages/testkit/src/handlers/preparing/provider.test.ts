import { describe, expect, it } from 'vitest';
import { openPreparing, providerPath } from '../../../test/preparing-session.js';

const KC = providerPath('Microsoft.KubernetesConfiguration');
const VERSION = '2021-04-01';

describe('resource providers', () => {
  it('register in a while: 200 at once without an operation, then the state turns', async () => {
    const { send, clock } = openPreparing();
    expect((await send('GET', KC, undefined, VERSION)).json).toMatchObject({
      namespace: 'Microsoft.KubernetesConfiguration',
      registrationState: 'NotRegistered',
    });
    const accepted = await send('POST', `${KC}/register`, undefined, VERSION);
    expect([accepted.status, accepted.json['registrationState']]).toEqual([200, 'Registering']);
    expect(accepted.headers.get('azure-asyncoperation')).toBeNull();
    await clock.advance(2999);
    expect((await send('GET', KC, undefined, VERSION)).json['registrationState']).toBe('Registering');
    await clock.advance(1);
    expect((await send('GET', KC, undefined, VERSION)).json['registrationState']).toBe('Registered');
  });

  it('are harmless to register again', async () => {
    const { send, register } = openPreparing();
    await register();
    const again = await send('POST', `${KC}/register`, undefined, VERSION);
    expect(again.json['registrationState']).toBe('Registered');
  });

  it('name the versions that the subscription is served, newest first', async () => {
    const { send } = openPreparing();
    const { json } = await send('GET', KC, undefined, VERSION);
    expect(JSON.stringify(json)).toMatch(/"extensions".*"2025-03-01".*"2023-05-01"/);
  });

  it('are registered where the seed says nothing, and unknown under other names', async () => {
    const { send } = openPreparing();
    const ml = await send('GET', providerPath('microsoft.machinelearningservices'), undefined, VERSION);
    expect(ml.json['registrationState']).toBe('Registered');
    const none = await send('GET', providerPath('Microsoft.Nothing'), undefined, VERSION);
    expect([none.status, none.json]).toMatchObject([404, { error: { code: 'InvalidResourceNamespace' } }]);
  });

  it('ask for a right of their own', async () => {
    const { send, service } = openPreparing();
    service.control.permissions.deny('Microsoft.KubernetesConfiguration/register/action');
    expect((await send('POST', `${KC}/register`, undefined, VERSION)).status).toBe(403);
    expect(
      (await send('POST', `${providerPath('Microsoft.Relay')}/register`, undefined, VERSION)).status,
    ).toBe(200);
  });

  it('are kept in a saved world', async () => {
    const { send, service } = openPreparing();
    await send('POST', `${KC}/register`, undefined, VERSION);
    const copy = openPreparing({ snapshot: service.control.snapshot() });
    expect((await copy.send('GET', KC, undefined, VERSION)).json['registrationState']).toBe('Registering');
  });
});
