import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClusterId } from '../ids/resource-ids.js';
import { Secret } from '../secret.js';
import { type ExtensionRequestInput, parseExtensionRequest } from './extension-request.js';
import { type InstallFacts, installProblem, installSettings, needsRelay } from './install-settings.js';

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers';
const aks: InstallFacts = {
  id: parseClusterId(`${GROUP}/Microsoft.ContainerService/managedClusters/aks1`),
  kind: 'aks',
  location: 'eastus',
  nodeCount: 3,
  distribution: null,
};
const arc: InstallFacts = {
  ...aks,
  id: parseClusterId(`${GROUP}/Microsoft.Kubernetes/connectedClusters/arc1`),
  kind: 'arc',
};
const relay = {
  hybridConnectionId: `${GROUP}/Microsoft.Relay/namespaces/n/hybridConnections/arc1`,
  hybridConnectionName: 'arc1',
  connectionString: new Secret('Endpoint=sb://x'),
};

/** The settings of the check vector, for one cluster. */
function plainSettings(id: string, name: string): Record<string, string> {
  return {
    enableTraining: 'True',
    enableInference: 'False',
    cluster_name: id,
    domain: 'eastus.cloudapp.azure.com',
    location: 'eastus',
    jobSchedulerLocation: 'eastus',
    cluster_name_friendly: name,
    'servicebus.enabled': 'false',
    'relayserver.enabled': 'false',
    'nginxIngress.enabled': 'true',
    clusterId: id,
    'prometheus.prometheusSpec.externalLabels.cluster_name': id,
  };
}

function settingsOf(input: ExtensionRequestInput, facts = aks, connection: typeof relay | null = null) {
  return installSettings(parseExtensionRequest(input), facts, connection);
}

const inference = { inference: true, router: 'loadBalancer' } as const;
const tls = { sslSecret: 'my-tls', sslCname: 'ml.example.com' };

describe('installSettings', () => {
  it('gives the twelve settings of the check vector for AKS, and no secret', () => {
    expect(settingsOf({})).toEqual({ settings: plainSettings(aks.id, 'aks1'), protectedSettings: {} });
    expect(settingsOf({}, { ...aks, location: 'East US' }).settings).toEqual(plainSettings(aks.id, 'aks1'));
  });

  it.each([1, 2])('plans for tests where there are %i nodes', (nodeCount) => {
    expect(settingsOf({}, { ...aks, nodeCount }).settings).toEqual({
      ...plainSettings(aks.id, 'aks1'),
      clusterPurpose: 'DevTest',
      inferenceRouterHA: 'false',
    });
  });

  it('leaves the purpose out where the nodes are not known', () => {
    expect(settingsOf({}, { ...aks, nodeCount: null }).settings).not.toHaveProperty('clusterPurpose');
  });

  it('goes through the Relay on Arc, and keeps its connection string secret under both names', () => {
    const computed = settingsOf({}, { ...arc, distribution: 'OpenShift' }, relay);
    expect(computed.settings).toEqual({
      ...plainSettings(arc.id, 'arc1'),
      openshift: 'true',
      'relayserver.enabled': 'true',
      'nginxIngress.enabled': 'false',
      'relayserver.hybridConnectionResourceID': relay.hybridConnectionId,
      'relayserver.hybridConnectionName': 'arc1',
    });
    expect(Object.keys(computed.protectedSettings)).toEqual([
      'relayServerConnectionString',
      'relayserver.relayConnectionString',
    ]);
    expect(JSON.stringify(computed)).not.toContain('sb://x');
  });

  it('serves models with the secret of a certificate', () => {
    expect(settingsOf({ ...inference, settings: tls }).settings).toMatchObject({
      enableTraining: 'False',
      enableInference: 'True',
      inferenceRouterServiceType: 'loadBalancer',
      'scoringFe.sslSecret': 'my-tls',
    });
  });

  it('sends the PEM text of a certificate as base64, and the file names of the command line never', () => {
    const { protectedSettings } = settingsOf({
      ...inference,
      settings: { sslCname: 'ml.example.com' },
      protectedSettings: { sslCertPemFile: 'CERT', sslKeyPemFile: 'KEY' },
    });
    expect(Object.keys(protectedSettings)).toEqual(['scoringFe.sslCert', 'scoringFe.sslKey']);
    expect(protectedSettings['scoringFe.sslKey']?.reveal()).toBe(btoa('KEY'));
  });

  it.each([
    [{ ...inference, router: 'nodePort' as const }, 'scoringFe.serviceType.nodePort', aks],
    [
      { ...inference, settings: { internalLoadBalancerProvider: 'azure' } },
      'scoringFe.serviceType.internalLoadBalancer',
      aks,
    ],
  ])('tells the chart the service type of %j', (input, key, facts) => {
    expect(settingsOf(input, facts).settings[key]).toBe('True');
  });

  it('knows an internal load balancer on AKS alone', () => {
    const input = { ...inference, settings: { internalLoadBalancerProvider: 'azure' } };
    expect(settingsOf(input, arc).settings).not.toHaveProperty('scoringFe.serviceType.internalLoadBalancer');
  });

  it('never replaces a setting that the user gives', () => {
    const key = fc.constantFrom(
      'cluster_name',
      'domain',
      'location',
      'clusterId',
      'clusterPurpose',
      'nginxIngress.enabled',
      'installVolcano',
      'nodeSelector.pool',
    );
    const given = fc.dictionary(key, fc.stringMatching(/^[a-z]{1,9}$/));
    fc.assert(
      fc.property(given, fc.boolean(), (settings, isArc) => {
        const computed = settingsOf({ settings }, isArc ? arc : { ...aks, nodeCount: 1 }).settings;
        expect(computed).toMatchObject(settings);
      }),
    );
  });
});

describe('installProblem', () => {
  it.each([
    [{ training: false }, 'extension.training'],
    [inference, 'extension.settings.sslSecret'],
    [{ ...inference, settings: { sslSecret: 's' } }, 'extension.settings.sslCname'],
    [{ inference: true, settings: tls }, 'extension.router'],
    [{ ...inference, protectedSettings: { sslCertPemFile: 'half' } }, 'extension.settings.sslSecret'],
  ])('refuses %j by its %s', (input, field) => {
    expect(installProblem(parseExtensionRequest(input))).toMatchObject({ field });
  });

  it.each([
    {},
    { training: true },
    { ...inference, settings: tls },
    { ...inference, settings: { allowInsecureConnections: true } },
  ])('finds nothing wrong with %j', (input) => {
    expect(installProblem(parseExtensionRequest(input))).toBeNull();
  });
});

describe('needsRelay', () => {
  it.each([
    [aks, {}, false],
    [arc, {}, true],
    [arc, { settings: { 'relayserver.enabled': false } }, false],
    [arc, { protectedSettings: { relayServerConnectionString: 'x' } }, false],
  ])('of $kind with %j is %s', (facts, input, expected) => {
    expect(needsRelay(facts, parseExtensionRequest(input))).toBe(expected);
  });
});

describe('parseExtensionRequest', () => {
  it.each([
    ['extension.training', { training: 'yes' }],
    ['extension.router', { router: 'ingress' }],
    ['extension.router', { router: 'nodePort', settings: { internalLoadBalancerProvider: 'azure' } }],
    ['extension.settings', { settings: { 'a b': 'x' } }],
    ['extension.settings.enableTraining', { settings: { enableTraining: true } }],
    ['extension.settings.servicebus.enabled', { settings: { 'servicebus.enabled': true } }],
    ['extension.settings.a', { settings: { a: {} } }],
    ['extension.settings.a', { settings: { a: 'x' }, protectedSettings: { a: 'y' } }],
    ['extension.protectedSettings.a', { protectedSettings: { a: 7 } }],
    ['extension.releaseTrain', { releaseTrain: 'stable; x' }],
    ['extension.version', { version: 'latest' }],
    ['extension.identity', { identity: 'x' }],
  ])('names %s', (field, input) => {
    expect(() => parseExtensionRequest(input)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ field }) }),
    );
  });

  it('shows no secret in a refusal', () => {
    const input = { protectedSettings: { 'planted marker': 'planted-secret' } };
    const error = (() => {
      try {
        return parseExtensionRequest(input);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(String(error) + JSON.stringify(error)).not.toContain('planted-secret');
  });
});
