import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { parsePrepareTarget } from './prepare-target.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const resourceId = `${SCOPE}/Microsoft.ContainerService/managedClusters/c1`;
const arcId = `${SCOPE}/Microsoft.Kubernetes/connectedClusters/c1`;

describe('parsePrepareTarget', () => {
  it('fills in the defaults', () => {
    expect(parsePrepareTarget({ resourceId, namespace: null })).toEqual({
      resourceId,
      namespace: 'default',
      createNamespace: false,
      extension: {
        training: null,
        inference: null,
        router: null,
        settings: {},
        protectedSettings: {},
        releaseTrain: null,
        version: null,
      },
      registerProviders: true,
      grantRoles: false,
      trustedAccess: 'when-needed',
      instanceTypes: [],
    });
  });

  it.each([
    ['resourceId', {}],
    ['resourceId', { resourceId: 'my-aks' }],
    ['namespace', { resourceId, namespace: 'a; rm -rf /' }],
    ['namespace', { resourceId, namespace: 'kube-ml', createNamespace: true }],
    ['namespace', { resourceId, namespace: 'azureml', createNamespace: true }],
    ['createNamespace', { resourceId, createNamespace: 'yes' }],
    ['trustedAccess', { resourceId, trustedAccess: 'always' }],
    ['target.roles', { resourceId, roles: true }],
    ['instanceTypes', { resourceId, instanceTypes: 'gpu' }],
    [
      'extension.settings.internalLoadBalancerProvider',
      { resourceId: arcId, extension: { settings: { internalLoadBalancerProvider: 'azure' } } },
    ],
  ])('names %s in %j', (field, input) => {
    expect(() => parsePrepareTarget(input)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });

  it('refuses anything else with a problem of its own', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        try {
          parsePrepareTarget(input);
          expect.unreachable('nothing but a target has a cluster');
        } catch (error) {
          expect(InvalidInputError.isInstance(error)).toBe(true);
        }
      }),
    );
  });
});
