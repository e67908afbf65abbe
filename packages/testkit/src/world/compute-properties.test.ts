import { describe, expect, it } from 'vitest';
import { computeProperties } from './compute-properties.js';

describe('computeProperties', () => {
  it('fills in what a Kubernetes compute has, and never keeps a secret', () => {
    expect(
      computeProperties('Kubernetes', { relayConnectionString: 'secret', namespace: 'ml', vcName: 'vc' }),
    ).toEqual({
      relayConnectionString: null,
      serviceBusConnectionString: null,
      extensionPrincipalId: null,
      extensionInstanceReleaseTrain: 'stable',
      vcName: 'vc',
      namespace: 'ml',
      defaultInstanceType: 'defaultinstancetype',
      instanceTypes: {
        defaultinstancetype: {
          nodeSelector: null,
          resources: {
            requests: { cpu: '1', memory: '4Gi', 'nvidia.com/gpu': null },
            limits: { cpu: '1', memory: '4Gi', 'nvidia.com/gpu': null },
          },
        },
      },
    });
  });

  it('keeps no secret of a compute of another type', () => {
    const account = { username: 'u', password: 'secret', privateKeyData: 'secret' };
    expect(computeProperties('VirtualMachine', { sshPort: 22, administratorAccount: account })).toEqual({
      sshPort: 22,
      administratorAccount: { username: 'u', password: null, privateKeyData: null },
    });
    expect(
      computeProperties('AmlCompute', { userAccountCredentials: { adminUserPassword: 'secret' } }),
    ).toMatchObject({
      userAccountCredentials: null,
      vmSize: 'STANDARD_DS3_V2',
    });
    expect(computeProperties('ComputeInstance', {})).toBeNull();
  });
});
