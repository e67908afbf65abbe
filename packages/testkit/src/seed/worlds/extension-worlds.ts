import { aks, extensionWorld, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type ExtensionWorld =
  | 'extension-missing'
  | 'extension-other'
  | 'extension-unregistered'
  | 'extension-installing'
  | 'extension-features-off'
  | 'extension-inference-only'
  | 'extension-outdated'
  | 'extension-preview';

/** What can be wrong with the extension, beside an installation that failed. */
export const extensionWorlds: Readonly<Record<ExtensionWorld, WorldSeed>> = {
  'extension-missing': worldSeed({
    summary: 'the AzureML extension is not installed',
    basis: 'documented',
    seed: world([aks({ extension: null })]),
  }),
  'extension-other': worldSeed({
    summary: 'the only extension in the cluster is another one',
    basis: 'documented',
    seed: extensionWorld({ name: 'flux', extensionType: 'microsoft.flux' }),
  }),
  'extension-unregistered': worldSeed({
    summary:
      'Microsoft.KubernetesConfiguration is not registered, so that no extension can be read or installed',
    basis: 'reported',
    seed: world([aks({ extension: null })], {
      faults: [
        {
          match: { route: 'extension.list' },
          times: -1,
          effect: {
            kind: 'error',
            status: 409,
            code: 'MissingSubscriptionRegistration',
            message: 'The subscription has not registered Microsoft.KubernetesConfiguration.',
          },
        },
      ],
    }),
  }),
  'extension-installing': worldSeed({
    summary: 'the extension is still being installed',
    basis: 'assumed',
    seed: extensionWorld({ provisioningState: 'Creating' }),
  }),
  'extension-features-off': worldSeed({
    summary: 'neither training nor inference is switched on; an attach succeeds all the same',
    basis: 'documented',
    seed: extensionWorld({ configurationSettings: {} }),
  }),
  'extension-inference-only': worldSeed({
    summary: 'inference is switched on, training is not; an attach succeeds, jobs will fail',
    basis: 'documented',
    seed: extensionWorld({ configurationSettings: { enableInference: 'True' } }),
  }),
  'extension-outdated': worldSeed({
    summary: 'version 1.0.51 without automatic upgrades; an attach succeeds all the same',
    basis: 'assumed',
    seed: extensionWorld({ version: '1.0.51', autoUpgrade: false }),
  }),
  'extension-preview': worldSeed({
    summary: 'the extension comes from another release train than stable; an attach succeeds all the same',
    basis: 'assumed',
    seed: extensionWorld({ releaseTrain: 'preview' }),
  }),
};
