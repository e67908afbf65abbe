import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClusterId } from '../ids/resource-ids.js';
import { type ExtensionRequestInput, parseExtensionRequest } from './extension-request.js';
import { retryRequest } from './extension-retry.js';
import { extensionDifferences, isEmpty, protectedSetOf, updateChanges } from './extension-update.js';
import { type InstallFacts, installSettings } from './install-settings.js';
import type { InstalledExtension } from './installed-extension.js';

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
  kind: 'arc',
  id: parseClusterId(`${GROUP}/Microsoft.Kubernetes/connectedClusters/a`),
};

function installed(
  settings: Record<string, string>,
  protectedKeys: readonly string[] = [],
): InstalledExtension {
  return {
    name: 'azureml',
    provisioningState: 'Succeeded',
    version: '1.1.50',
    releaseTrain: 'Stable',
    upgradesItself: true,
    scope: { kind: 'cluster', namespace: 'azureml' },
    trainingEnabled: settings['enableTraining'] === 'True',
    inferenceEnabled: settings['enableInference'] === 'True',
    problems: [],
    settings,
    protectedKeys,
  };
}

const serving = installed({
  enableTraining: 'True',
  enableInference: 'True',
  inferenceRouterServiceType: 'LoadBalancer',
});
const differencesOf = (input: ExtensionRequestInput, extension = serving, facts = aks) =>
  extensionDifferences(extension, parseExtensionRequest(input), facts);

describe('extensionDifferences', () => {
  it('keeps what is not given, whatever that is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (settings) => {
        expect(isEmpty(differencesOf({}, installed(settings)))).toBe(true);
      }),
    );
  });

  it.each([
    [{ training: true }, {}],
    [{ router: 'loadBalancer' as const }, {}],
    [{ inference: false }, { enableInference: 'False' }],
    [{ settings: { installVolcano: false } }, {}],
    [{ settings: { installPromOp: 'false', sslCname: 'a' } }, { sslCname: 'a' }],
  ])('of %j are the settings %j', (input, settings) => {
    expect(differencesOf(input)).toMatchObject({ settings });
  });

  it('names the train and the version', () => {
    expect(differencesOf({ releaseTrain: 'stable', version: '1.1.60' })).toMatchObject({
      releaseTrain: null,
      version: '1.1.60',
    });
    expect(differencesOf({ releaseTrain: 'preview' })).toMatchObject({ releaseTrain: 'preview' });
  });

  it('tells the chart of the certificate where inference is switched on', () => {
    const training = installed({ enableTraining: 'True', enableInference: 'False' });
    const input = {
      inference: true,
      router: 'nodePort' as const,
      settings: { sslSecret: 's', sslCname: 'c' },
    };
    expect(differencesOf(input, training).settings).toEqual({
      'scoringFe.serviceType.nodePort': 'True',
      'scoringFe.sslSecret': 's',
      enableInference: 'True',
      inferenceRouterServiceType: 'nodePort',
      sslSecret: 's',
      sslCname: 'c',
    });
  });

  it('counts a protected setting by its name, because no value is shown', () => {
    const input = { protectedSettings: { a: 'x', b: 'y' } };
    expect(differencesOf(input, installed({}, ['a'])).newSecrets).toEqual(['b']);
    expect(isEmpty(differencesOf(input, installed({}, ['a', 'b'])))).toBe(true);
  });

  it('finds nothing after an install of the same request', () => {
    const key = fc.constantFrom(
      'installVolcano',
      'installPromOp',
      'nodeSelector.pool',
      'domain',
      'clusterId',
    );
    const settings = fc.dictionary(key, fc.oneof(fc.boolean(), fc.stringMatching(/^[a-z]{1,5}$/)));
    fc.assert(
      fc.property(
        settings,
        fc.option(fc.boolean()),
        fc.option(fc.boolean()),
        (given, training, inference) => {
          const request = parseExtensionRequest({ settings: given, training, inference });
          const { settings: sent } = installSettings(request, aks, null);
          expect(isEmpty(extensionDifferences(installed({ ...sent }), request, aks))).toBe(true);
        },
      ),
    );
  });
});

describe('updateChanges', () => {
  it.each([
    [{ inference: false }, true],
    [{ training: false }, true],
    [{ settings: { 'nodeSelector.pool': 'a' } }, true],
    [{ settings: { sslCname: 'a' } }, true],
    [{ settings: { installDcgmExporter: true } }, false],
    [{ version: '1.1.60' }, true],
  ])('says whether %j is dangerous', (input, isDangerous) => {
    const [first] = updateChanges(differencesOf(input));
    expect(first?.danger !== null).toBe(isDangerous);
  });

  it('never shows the value of a protected setting', () => {
    const changes = updateChanges(differencesOf({ protectedSettings: { a: 'planted-secret' } }));
    expect(changes).toEqual([{ id: 'extension/protect/a', summary: 'set the protected a', danger: null }]);
  });
});

describe('protectedSetOf', () => {
  const request = parseExtensionRequest({ protectedSettings: { b: 'y' } });

  it('asks for every value that is there already', () => {
    expect(protectedSetOf(installed({}, ['a', 'b']), request, aks)).toMatchObject({
      unknown: ['a'],
      needsRelay: false,
    });
  });

  it('can fetch those of the Relay of an Arc cluster', () => {
    const keys = ['relayServerConnectionString', 'relayserver.relayConnectionString'];
    expect(protectedSetOf(installed({}, keys), request, arc)).toMatchObject({
      unknown: [],
      needsRelay: true,
    });
    expect(protectedSetOf(installed({}, keys), request, aks)).toMatchObject({ unknown: keys });
  });
});

describe('retryRequest', () => {
  it('keeps what a failed extension has, and puts what is given on top', () => {
    const failed = {
      ...serving,
      settings: { ...serving.settings, domain: 'd' },
      provisioningState: 'Failed',
    };
    const retried = retryRequest(failed, parseExtensionRequest({ settings: { sslCname: 'c' } }));
    expect(retried).toMatchObject({
      training: true,
      inference: true,
      router: 'loadBalancer',
      settings: { domain: 'd', sslCname: 'c' },
    });
  });
});
