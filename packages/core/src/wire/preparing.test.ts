import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExtensionRequest } from '../domain/preparing/extension-request.js';
import { Secret } from '../domain/secret.js';
import { decodePrincipalId } from './access/decode-identity.js';
import { encodeRoleAssignment } from './access/encode-role-assignment.js';
import { decodeClusterFacts } from './clusters/decode-cluster-facts.js';
import { decodeTrustedAccessBinding } from './clusters/decode-trusted-access-binding.js';
import { encodeTrustedAccess } from './clusters/encode-trusted-access.js';
import { decodeCommandResult } from './commands/decode-command-result.js';
import { decodeEvents } from './commands/decode-events.js';
import { decodeHealth } from './commands/decode-health.js';
import { decodeInstanceTypes } from './commands/decode-instance-types.js';
import { decodeNamespaces } from './commands/decode-namespaces.js';
import { decodeNodes } from './commands/decode-nodes.js';
import { decodePods } from './commands/decode-pods.js';
import { decodeReleases } from './commands/decode-releases.js';
import { encodeRunCommand } from './commands/encode-run-command.js';
import { decodeListedExtension } from './extensions/decode-listed-extension.js';
import { encodeInstall, encodeUpdate } from './extensions/encode-extension.js';
import { decodeProvider } from './providers/decode-provider.js';
import { decodeConnectionString, decodeRelayNamespace, decodeResourceId } from './relay/decode-relay.js';
import {
  encodeAuthorizationRule,
  encodeHybridConnection,
  encodeRelayNamespace,
} from './relay/encode-relay.js';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const AKS = `${GROUP}/Microsoft.ContainerService/managedClusters/aks1`;

describe('the bodies that a preparation sends', () => {
  it('install the extension for the whole cluster, with an identity, and settings as text', () => {
    const install = {
      settings: { enableTraining: 'True' },
      protectedSettings: { key: new Secret('value') },
      releaseTrain: null,
      version: null,
    };
    expect(encodeInstall(install)).toEqual({
      identity: { type: 'SystemAssigned' },
      properties: {
        extensionType: 'microsoft.azureml.kubernetes',
        autoUpgradeMinorVersion: true,
        releaseTrain: 'stable',
        scope: { cluster: { releaseNamespace: 'azureml' } },
        configurationSettings: { enableTraining: 'True' },
        configurationProtectedSettings: { key: 'value' },
      },
    });
    expect(encodeInstall({ ...install, version: '1.1.60' })).toMatchObject({
      properties: { version: '1.1.60', autoUpgradeMinorVersion: false },
    });
  });

  it('update only what changes, and no protected setting unless all are sent', () => {
    const nothing = { settings: {}, protectedSettings: null, releaseTrain: null, version: null };
    expect(encodeUpdate(nothing)).toEqual({ properties: {} });
    expect(
      encodeUpdate({ ...nothing, settings: { a: 'b' }, version: '1.2.3', releaseTrain: 'preview' }),
    ).toEqual({
      properties: {
        configurationSettings: { a: 'b' },
        releaseTrain: 'preview',
        version: '1.2.3',
        autoUpgradeMinorVersion: false,
      },
    });
    expect(encodeUpdate({ ...nothing, protectedSettings: { a: new Secret('b') } })).toEqual({
      properties: { configurationProtectedSettings: { a: 'b' } },
    });
  });

  it('make a Relay, a binding, a role assignment and a command', () => {
    expect(encodeRelayNamespace('eastus')).toEqual({
      location: 'eastus',
      tags: { created_by: 'Azure Arc-enabled ML' },
    });
    expect(encodeHybridConnection()).toEqual({ properties: { requiresClientAuthorization: true } });
    expect(encodeAuthorizationRule()).toEqual({ properties: { rights: ['Manage', 'Send', 'Listen'] } });
    expect(encodeTrustedAccess('/ws', ['role'])).toEqual({
      properties: { sourceResourceId: '/ws', roles: ['role'] },
    });
    expect(encodeRoleAssignment({ scope: '/c', principalId: 'p', roleId: 'r' }, 's')).toEqual({
      properties: {
        roleDefinitionId: '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/r',
        principalId: 'p',
        principalType: 'ServicePrincipal',
      },
    });
    expect(encodeRunCommand('x', null)).toEqual({ command: 'x', context: '' });
  });

  it('show a protected setting in no other form', () => {
    const request = parseExtensionRequest({ protectedSettings: { key: 'planted-secret' } });
    expect(JSON.stringify(request) + String(request.protectedSettings['key'])).not.toContain(
      'planted-secret',
    );
  });
});

describe('what Azure answers', () => {
  const extension = {
    name: 'azureml',
    properties: {
      extensionType: 'Microsoft.AzureML.Kubernetes',
      provisioningState: 'Failed',
      configurationSettings: { enableTraining: 'True', count: 3 },
      configurationProtectedSettings: { aa: '' },
      statuses: [{ code: 'InstallationFailed', message: 'm', level: null, displayStatus: null, time: null }],
    },
  };

  it('is an extension with the names of its protected settings', () => {
    expect(decodeListedExtension(extension)).toMatchObject({
      name: 'azureml',
      extensionType: 'microsoft.azureml.kubernetes',
      installed: {
        settings: { enableTraining: 'True', count: '3' },
        protectedKeys: ['aa'],
        problems: [{ code: 'InstallationFailed', message: 'm' }],
      },
    });
    const flux = { name: 'flux', properties: { extensionType: 'microsoft.flux' } };
    expect(decodeListedExtension(flux)).toEqual({
      name: 'flux',
      extensionType: 'microsoft.flux',
      installed: null,
    });
    expect(decodeListedExtension({ ...extension, name: '../../evil' })?.installed).not.toBeNull();
  });

  it('is a provider, a Relay, a principal', () => {
    expect(decodeProvider({ namespace: 'Microsoft.Relay', registrationState: 'Registering' })).toEqual({
      namespace: 'Microsoft.Relay',
      registrationState: 'registering',
    });
    expect(decodeRelayNamespace({ id: '/n', properties: { provisioningState: 'Created' } })).toEqual({
      id: '/n',
      provisioningState: 'created',
    });
    expect(decodeResourceId({ id: '/h' })).toBe('/h');
    expect(decodeConnectionString({ primaryConnectionString: 'Endpoint=sb://x' })?.reveal()).toBe(
      'Endpoint=sb://x',
    );
    const principalId = '22222222-3333-4444-5555-666666666666';
    expect(decodePrincipalId({ properties: { principalId } })).toBe(principalId);
    expect(decodePrincipalId({ properties: { principalId: 'me' } })).toBeNull();
  });

  it('is a binding whose name can stand in a URL', () => {
    const properties = { sourceResourceId: '/ws', roles: ['r'], provisioningState: 'Updating' };
    expect(decodeTrustedAccessBinding({ name: 'b1', properties })).toMatchObject({
      name: 'b1',
      sourceId: '/ws',
    });
    expect(decodeTrustedAccessBinding({ name: 'b/../1', properties })).toBeNull();
  });

  it.each([
    [{ agentPoolProfiles: [{ count: 1 }, { count: 2 }] }, { nodeCount: 3 }],
    [{ agentPoolProfiles: [{ count: 1 }, {}] }, { nodeCount: null }],
    [{}, { nodeCount: null, isCommandDisabled: false, usesEntra: false }],
    [{ apiServerAccessProfile: { disableRunCommand: true } }, { isCommandDisabled: true }],
    [{ aadProfile: { managed: true } }, { usesEntra: true }],
  ])('is a cluster with %j', (properties, expected) => {
    expect(decodeClusterFacts({ id: AKS, name: 'aks1', location: 'eastus', properties })).toMatchObject(
      expected,
    );
  });

  it('is no cluster where the region has no form of one', () => {
    const cluster = { id: AKS, name: 'aks1', location: 'east; us', properties: {} };
    expect(decodeClusterFacts(cluster)).toBeNull();
  });

  it('is the result of a command, whatever the casing of its state', () => {
    const succeeded = { provisioningState: 'Succeeded', exitCode: 1, logs: 'x' };
    expect(decodeCommandResult({ properties: succeeded })).toEqual({ kind: 'ran', exitCode: 1, logs: 'x' });
    const failed = { provisioningState: 'failed', reason: 'ImagePullBackoff' };
    expect(decodeCommandResult({ properties: failed })).toEqual({
      kind: 'not-run',
      reason: 'ImagePullBackoff',
    });
  });
});

describe('what commands print', () => {
  it('is namespaces, pods, events and releases', () => {
    expect(decodeNamespaces('ml\tActive\nold\tTerminating\n\n')).toEqual([
      { name: 'ml', phase: 'Active' },
      { name: 'old', phase: 'Terminating' },
    ]);
    expect(decodePods('p\tPending\t\tmain=false,3,ImagePullBackOff,;side=true,0,,;\n')).toEqual([
      {
        name: 'p',
        phase: 'Pending',
        node: null,
        containers: [
          {
            name: 'main',
            isReady: false,
            restarts: 3,
            waitingReason: 'ImagePullBackOff',
            terminatedReason: null,
          },
          { name: 'side', isReady: true, restarts: 0, waitingReason: null, terminatedReason: null },
        ],
      },
    ]);
    expect(decodeEvents('t\tPod/p\tFailed\tno\tspace')).toEqual([
      { at: 't', object: 'Pod/p', reason: 'Failed', message: 'no space' },
    ]);
    expect(decodeEvents('t\tPod/p\tr\tm\n'.repeat(80))).toHaveLength(50);
    expect(decodeReleases('[{"name":"azureml","status":"failed","chart":"c-1"}]')).toEqual([
      { name: 'azureml', status: 'failed', chart: 'c-1' },
    ]);
  });

  it('is the health report', () => {
    const data = {
      'reports-pre-install':
        'Status: Passed Name: service\nStatus: Failed Name: instancetype ErrorCode: E45006 ErrorMessage: Failed to validate\nnoise',
    };
    expect(decodeHealth(JSON.stringify({ data }))).toEqual([
      { report: 'pre-install', name: 'service', isPassed: true, code: null, message: null },
      {
        report: 'pre-install',
        name: 'instancetype',
        isPassed: false,
        code: 'E45006',
        message: 'Failed to validate',
      },
    ]);
    expect(decodeHealth(' \n')).toBe('absent');
    expect(decodeHealth('{}')).toEqual([]);
    expect(decodeHealth('no')).toBeNull();
  });

  it('is nodes with their amounts, labels and taints', () => {
    const allocatable = '{"cpu":"3860m","memory":"12880748Ki","nvidia.com/gpu":"2"}';
    const line = `n1\t${allocatable}\t{"kubernetes.io/arch":"amd64"}\t[{"key":"k","effect":"NoSchedule"}]\t\tTrue`;
    expect(decodeNodes(`${line}\nn2\t\t\t\ttrue\tFalse`)).toEqual([
      {
        name: 'n1',
        isReady: true,
        isSchedulable: true,
        cpu: '3860m',
        memory: '12880748Ki',
        gpus: 2,
        architecture: 'amd64',
        labels: { 'kubernetes.io/arch': 'amd64' },
        taints: [{ key: 'k', value: null, effect: 'NoSchedule' }],
      },
      {
        name: 'n2',
        isReady: false,
        isSchedulable: false,
        cpu: null,
        memory: null,
        gpus: 0,
        architecture: null,
        labels: {},
        taints: [],
      },
    ]);
  });

  it('is instance types, those that break the rules by name alone', () => {
    const amounts = { cpu: '1', memory: '1Gi' };
    const good = { metadata: { name: 'a' }, spec: { resources: { requests: amounts, limits: amounts } } };
    const bad = { metadata: { name: 'b' }, spec: { resources: {} } };
    expect(decodeInstanceTypes(JSON.stringify({ items: [good, bad, 7] }))).toEqual([
      { name: 'a', type: expect.objectContaining({ name: 'a', requests: amounts, gpus: 0 }) },
      { name: 'b', type: null },
    ]);
  });

  it('never breaks a decoder, whatever it is', () => {
    const decoders = [
      decodeEvents,
      decodeHealth,
      decodeInstanceTypes,
      decodeNamespaces,
      decodeNodes,
      decodePods,
      decodeReleases,
    ];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.stringMatching(/^(?:\w*[\t\n=,;])*$/)), (output) => {
        for (const decode of decoders) expect(() => decode(output)).not.toThrow();
      }),
    );
  });
});

it('decodes any other JSON to null', () => {
  const decoders = [
    decodeListedExtension,
    decodeProvider,
    decodeRelayNamespace,
    decodeConnectionString,
    decodeTrustedAccessBinding,
    decodeClusterFacts,
    decodeCommandResult,
    decodePrincipalId,
  ];
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const decode of decoders) expect(decode(value)).toBeNull();
    }),
  );
});
