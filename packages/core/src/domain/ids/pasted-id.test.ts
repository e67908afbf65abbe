import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../errors/invalid-input-error.js';
import { idsInPasted } from './pasted-id.js';
import { parseClusterId, parseUserAssignedIdentityId, parseWorkspaceId } from './resource-ids.js';

const SCOPE = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-rg/providers';
const AKS = `${SCOPE}/Microsoft.ContainerService/managedClusters/my-aks`;
const WORKSPACE = `${SCOPE}/Microsoft.MachineLearningServices/workspaces/ws1`;
const IDENTITY = `${SCOPE}/Microsoft.ManagedIdentity/userAssignedIdentities/id1`;

describe('a pasted id', () => {
  it.each([
    ['a slash at its end', `${AKS}/`],
    ['the prefix of YAML files', `azureml:${AKS}`],
    ['that prefix in other casing, and a slash', `AzureML:${AKS}/`],
    ['a page of the portal', `https://portal.azure.com/#@contoso.com/resource${AKS}/overview`],
    ['the resource itself in the portal', `https://portal.azure.com/#resource${AKS}`],
    ['a deeper page', `https://portal.azure.com/?feature=x#@t/resource${AKS}/workloads/pods?tab=1`],
    [
      'a blade with the id encoded',
      `https://portal.azure.com/#view/Blade/id/${encodeURIComponent(AKS)}/tab~/x`,
    ],
    ['the portal of a sovereign cloud', `https://portal.azure.us/#@t/resource${AKS}/overview`],
    ['a preview of the portal', `https://preview.portal.azure.com/#@t/resource${AKS}`],
  ])('is understood with %s', (_title, text) => {
    expect(parseClusterId(text)).toBe(AKS);
  });

  it('is understood for every kind of id', () => {
    expect(parseUserAssignedIdentityId(`azureml:${IDENTITY}`)).toBe(IDENTITY);
    expect(parseWorkspaceId(`https://ml.azure.com/compute/list?wsid=${WORKSPACE}&tid=1`)).toBe(WORKSPACE);
    expect(parseWorkspaceId(`https://portal.azure.com/#@t/resource${WORKSPACE}/computes/gpu`)).toBe(
      WORKSPACE,
    );
  });

  it.each([
    ['two slashes at its end', `${AKS}//`],
    ['the prefix of something else', `azureml:my-aks`],
    ['another scheme', `http://portal.azure.com/#resource${AKS}`],
    ['a host that only looks like a portal', `https://portal.azure.com.example/#resource${AKS}`],
    ['a portal without an id', 'https://portal.azure.com/#home'],
    ['another kind of resource', `https://portal.azure.com/#resource${WORKSPACE}`],
  ])('is refused with %s', (_title, text) => {
    expect(() => parseClusterId(text)).toThrow(InvalidInputError);
  });

  it.each([
    'Microsoft.RedHatOpenShift/openShiftClusters',
    'microsoft.containerservice/openShiftManagedClusters',
  ])('of %s says to connect it by Arc first', (type) => {
    expect(() => parseClusterId(`${SCOPE}/${type}/my-aro`, 'resource_id')).toThrow(
      expect.objectContaining({
        problem: {
          field: 'resource_id',
          rule: expect.stringMatching(
            /OpenShift.*az connectedk8s connect --name my-aro --resource-group my-rg/,
          ),
          example: `${SCOPE}/Microsoft.Kubernetes/connectedClusters/my-aro`,
        },
      }),
    );
  });

  it('gives any other text back as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (!/\/$|^azureml:/i.test(text)) expect(idsInPasted(text)).toEqual([text]);
      }),
    );
    expect(idsInPasted(`https://portal.azure.com/#${'%2Fsubscriptions'.repeat(5_000)}%`)).toEqual([]);
  });
});
