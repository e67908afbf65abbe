import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeClusterRow, decodeExtensionRow, decodeSubscriptionRow } from './decode-graph-rows.js';
import { GRAPH_QUERIES } from './graph-queries.js';
import { readGraphRefusal } from './graph-refusal.js';

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const aksId = `${group}/Microsoft.ContainerService/managedClusters/aks1`;
const arcId = `${group}/microsoft.kubernetes/connectedClusters/arc1`;

const aksRow = {
  id: aksId,
  name: 'aks1',
  type: 'microsoft.containerservice/managedclusters',
  location: 'westus2',
  identityType: 'SystemAssigned',
  provisioningState: 'Succeeded',
  kubernetesVersion: '1.34',
  currentKubernetesVersion: '1.34.8',
  powerState: { code: 'Running' },
  enablePrivateCluster: null,
  authorizedIPRanges: null,
  disableLocalAccounts: false,
  connectivityStatus: null,
  distribution: null,
};

describe('a row of clusters', () => {
  it('is an AKS cluster with the members of its ARM resource', () => {
    expect(decodeClusterRow(aksRow)).toEqual({
      id: aksId,
      name: 'aks1',
      location: 'westus2',
      kind: 'aks',
      kubernetesVersion: '1.34.8',
      provisioningState: 'Succeeded',
      powerState: 'Running',
      isPrivate: false,
      hasAuthorizedRanges: false,
      localAccountsDisabled: false,
      usesServicePrincipal: false,
    });
  });

  it('is an Arc cluster, with empty texts as absent', () => {
    const row = { ...aksRow, id: arcId, name: 'arc1', distribution: '', connectivityStatus: 'Connected' };
    expect(decodeClusterRow(row)).toMatchObject({
      kind: 'arc',
      connectivity: 'Connected',
      distribution: null,
    });
  });

  it.each([
    [null, true],
    ['None', true],
    ['', true],
    ['UserAssigned', false],
  ])('with the identity type %j runs under a service principal: %j', (identityType, expected) => {
    expect(decodeClusterRow({ ...aksRow, identityType })).toMatchObject({ usesServicePrincipal: expected });
  });

  it('is skipped when it is of another type', () => {
    expect(decodeClusterRow({ ...aksRow, id: `${group}/Microsoft.Compute/virtualMachines/vm` })).toBeNull();
  });
});

const SPELLINGS: readonly (readonly [string, (name: string) => string])[] = [
  ['pascal', (name) => name.charAt(0).toUpperCase() + name.slice(1)],
  ['camel', (name) => name],
  ['lower', (name) => name.toLowerCase()],
  ['mixed', (name) => (name.length % 2 === 0 ? name : name.charAt(0).toUpperCase() + name.slice(1))],
];

function spelled(value: unknown, spell: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => spelled(one, spell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [spell(name), spelled(member, spell)]),
  );
}

describe('a row of extensions', () => {
  const extensionId = `${aksId}/providers/Microsoft.KubernetesConfiguration/Extensions/azureml`;
  const properties = {
    extensionType: 'Microsoft.AzureML.Kubernetes',
    provisioningState: 'Failed',
    currentVersion: '1.1.80',
    releaseTrain: 'stable',
    autoUpgradeMinorVersion: true,
    scope: { cluster: { releaseNamespace: 'azureml' } },
    statuses: [{ code: 'InstallationFailed', level: 'Error', message: 'the chart failed' }],
    errorInfo: { code: 'Outer', message: 'outer', details: [{ code: 'Inner', message: 'the inner reason' }] },
  };
  const settings = { enableTraining: 'True', enableInference: 'False' };

  it.each(SPELLINGS)('is the same extension in %s case', (_, spell) => {
    const row = {
      id: extensionId,
      name: 'azureml',
      properties: {
        ...Object(spelled(properties, spell)),
        [spell('configurationSettings')]: settings,
        [spell('configurationProtectedSettings')]: { key: 'MARKER-SECRET' },
      },
    };
    const decoded = decodeExtensionRow(row);
    expect(decoded).toEqual({
      clusterId: aksId.toLowerCase(),
      extension: {
        name: 'azureml',
        provisioningState: 'Failed',
        version: '1.1.80',
        releaseTrain: 'stable',
        upgradesItself: true,
        scope: { kind: 'cluster', namespace: 'azureml' },
        trainingEnabled: true,
        inferenceEnabled: false,
        problems: [
          { code: 'Inner', message: 'the inner reason' },
          { code: 'InstallationFailed', message: 'the chart failed' },
        ],
      },
    });
    expect(JSON.stringify(decoded)).not.toContain('MARKER-SECRET');
  });

  it.each([
    [
      'of another type',
      { id: extensionId, name: 'x', properties: { ExtensionType: 'microsoft.azureml.kubernetes2' } },
    ],
    ['without properties', { id: extensionId, name: 'x' }],
    [
      'outside a cluster',
      { id: '/providers/Microsoft.KubernetesConfiguration/Extensions/x', name: 'x', properties },
    ],
  ])('is skipped when it is %s', (_, row) => {
    expect(decodeExtensionRow(row)).toBeNull();
  });

  it('never throws, whatever the columns hold', async () => {
    await fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string({ minLength: 1 }), (columns, id) => {
        decodeExtensionRow({ ...columns, id });
        decodeClusterRow({ ...columns, id });
        decodeSubscriptionRow({ ...columns, id });
      }),
    );
  });
});

describe('a refusal of Azure Resource Graph', () => {
  const withDetail = (code: unknown) => ({
    error: { code: 'BadRequest', message: 'text', details: [{ code }] },
  });
  it.each([
    [400, withDetail('ResponsePayloadTooLarge'), 'smaller-pages'],
    [400, withDetail('DisallowedLogicalTableName'), 'no-table'],
    [400, withDetail('InvalidQuery'), 'refused'],
    [400, { error: { code: 'BadRequest', details: [] } }, 'refused'],
    [400, 'no object', 'refused'],
    [403, withDetail('AccessDenied'), 'refused'],
    [429, '', 'throttled'],
    [404, undefined, 'not-served'],
    [501, undefined, 'not-served'],
    [503, undefined, 'repeat'],
    [408, undefined, 'repeat'],
  ])('%i %j means %s', (status, body, expected) => {
    expect(readGraphRefusal(status, body)).toBe(expected);
  });
});

describe('the texts of the queries', () => {
  it('order by a unique column, project the id, and hold no value and no limit', () => {
    for (const text of Object.values(GRAPH_QUERIES)) {
      expect(text).toMatch(/\| order by id asc$/);
      expect(text).toMatch(/\| project id,/);
      expect(text).not.toMatch(/\$\{|\blimit\b|\btake\b|\bjoin\b/);
    }
  });
});
