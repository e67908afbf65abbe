import { describe, expect, it } from 'vitest';
import { bareIds, openPreparing } from '../../../test/preparing-session.js';
import { demoIds } from '../../seed/demo-seed.js';

const TYPE = 'providers/Microsoft.KubernetesConfiguration/extensionTypes/Microsoft.AzureML.Kubernetes';
const VERSION = '2023-05-01-preview';

describe('extension types', () => {
  it('say for which clusters they are, and list versions without an order', async () => {
    const { send } = openPreparing();
    const type = await send('GET', `${bareIds.aks}/${TYPE}`, undefined, VERSION);
    expect(type.json).toMatchObject({ properties: { isManagedIdentityRequired: true } });
    for (const path of [
      `${bareIds.aks}/${TYPE}/versions`,
      `/subscriptions/${demoIds.subscriptionId}/${TYPE.replace('extensionTypes', 'locations/eastus/extensionTypes')}/versions`,
    ]) {
      const { json } = await send('GET', path, undefined, VERSION);
      expect(Object(json['value']).map(({ name }: { name: string }) => name)).toEqual([
        '1.1.60',
        '1.1.63',
        '1.1.51',
        '1.1.9',
      ]);
    }
  });

  it('may be missing', async () => {
    const { send } = openPreparing({ modes: { extensionTypes: 'not-found' } });
    expect((await send('GET', `${bareIds.aks}/${TYPE}`, undefined, VERSION)).status).toBe(404);
  });
});
