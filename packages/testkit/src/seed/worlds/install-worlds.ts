import { installFailure } from '../../refusals/install-failures.js';
import type { InstallFailure } from '../../world/install-failure.js';
import type { ExtensionSeed, Seed } from '../seed.js';
import { arc, extensionWorld, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type InstallWorld =
  | 'install-failed'
  | 'install-healthcheck'
  | 'install-timed-out'
  | 'install-name-taken'
  | 'install-busy'
  | 'install-terminating'
  | 'install-ownership'
  | 'install-agents-offline'
  | 'install-chart-missing'
  | 'install-forbidden'
  | 'install-token'
  | 'install-two-reasons'
  | 'install-unregistered'
  | 'install-version'
  | 'install-region'
  | 'install-rendering'
  | 'install-scope'
  | 'install-policy'
  | 'install-webhook'
  | 'install-ownership-foreign'
  | 'install-agent-memory'
  | 'install-trust'
  | 'install-arc-identity'
  | 'install-endpoint'
  | 'install-unknown';

/** The installation failed, and `errorInfo` says so in these words. */
function failed(message: string): Seed {
  return extensionWorld({
    provisioningState: 'Failed',
    errorInfo: { code: 'ExtensionOperationFailed', message },
  });
}

/** The installation failed at a stage, as one that is watched does. */
function failedAt(stage: InstallFailure): Seed {
  return extensionWorld(extensionFailedAt(stage));
}

function extensionFailedAt(stage: InstallFailure): ExtensionSeed {
  return { provisioningState: 'Failed', errorInfo: installFailure(stage, 'create') };
}

/** Installations of the extension that failed. The code is documented; the words are our own around a phrase. */
export const installWorlds: Readonly<Record<InstallWorld, WorldSeed>> = {
  'install-failed': worldSeed({
    summary: 'the installation failed, without a reason',
    basis: 'reported',
    seed: failed('The extension could not be installed.'),
  }),
  'install-healthcheck': worldSeed({
    summary: 'the healthcheck before the installation failed',
    basis: 'documented',
    seed: failed('Helm stopped before the installation: pod healthcheck failed.'),
  }),
  'install-timed-out': worldSeed({
    summary: 'pods did not become ready in time',
    basis: 'documented',
    seed: failed('Helm timed out waiting for the pods of the extension.'),
  }),
  'install-name-taken': worldSeed({
    summary: 'an older helm release has the name',
    basis: 'documented',
    seed: failed('Helm was given a name that is still in use.'),
  }),
  'install-busy': worldSeed({
    summary: 'another operation of helm is at work',
    basis: 'documented',
    seed: failed('An operation on the helm chart is still in progress.'),
  }),
  'install-terminating': worldSeed({
    summary: 'the namespace azureml is still being removed',
    basis: 'documented',
    seed: failed('Namespace azureml takes nothing new: it is being terminated.'),
  }),
  'install-ownership': worldSeed({
    summary: 'a volcano or prometheus that others installed is in the way',
    basis: 'documented',
    seed: failed('A custom resource definition has invalid ownership metadata.'),
  }),
  'install-agents-offline': worldSeed({
    summary: 'the agents in the cluster do not answer',
    basis: 'reported',
    seed: failed('The agents of the cluster gave no result: status not populated.'),
  }),
  'install-chart-missing': worldSeed({
    summary: 'the version that was asked for does not exist',
    basis: 'documented',
    seed: failed('Download failed: chart path not found.'),
  }),
  'install-forbidden': worldSeed({
    summary: 'the installer may not write to the cluster',
    basis: 'reported',
    seed: failed('AuthorizationFailed on extensionaddons of the cluster.'),
  }),
  'install-token': worldSeed({
    summary: 'the token of the installer is refused',
    basis: 'reported',
    seed: failed('InvalidAuthenticationToken on extensionaddons of the cluster.'),
  }),
  'install-two-reasons': worldSeed({
    summary: 'two checks of the healthcheck failed, each with a status of its own',
    basis: 'assumed',
    seed: extensionWorld({
      provisioningState: 'Failed',
      statuses: [
        { code: 'E40002', displayStatus: 'Unhealthy', level: 'Error', message: 'A check failed.' },
        { code: 'E45003', displayStatus: 'Unhealthy', level: 'Error', message: 'A check failed.' },
      ],
    }),
  }),
  'install-unregistered': worldSeed({
    summary: 'the subscription has not registered the provider of extensions',
    basis: 'reported',
    seed: failedAt('registration'),
  }),
  'install-version': worldSeed({
    summary: 'the version that was asked for is not published for this cluster',
    basis: 'reported',
    seed: failedAt('version'),
  }),
  'install-region': worldSeed({
    summary: 'the extension is not served in the region of the cluster',
    basis: 'reported',
    seed: failedAt('region'),
  }),
  'install-rendering': worldSeed({
    summary: 'a setting has a wrong name or type, so that the chart cannot be rendered',
    basis: 'reported',
    seed: failedAt('rendering'),
  }),
  'install-scope': worldSeed({
    summary: 'the extension was asked for in a namespace, and may not create definitions',
    basis: 'reported',
    seed: failedAt('scope-rights'),
  }),
  'install-policy': worldSeed({
    summary: 'a policy of the cluster denied the images of the extension',
    basis: 'documented',
    seed: failedAt('admission-policy'),
  }),
  'install-webhook': worldSeed({
    summary: 'the webhook of the ingress controller was not ready yet',
    basis: 'reported',
    seed: failedAt('admission-race'),
  }),
  'install-ownership-foreign': worldSeed({
    summary: 'a role of a storage driver that others installed is in the way',
    basis: 'reported',
    seed: failedAt('ownership-foreign'),
  }),
  'install-agent-memory': worldSeed({
    summary: 'the agent of extensions ran out of memory',
    basis: 'documented',
    seed: failedAt('agent-memory'),
  }),
  'install-trust': worldSeed({
    summary: 'a proxy opens TLS, and the cluster does not trust its certificate',
    basis: 'reported',
    seed: failedAt('trust'),
  }),
  'install-arc-identity': worldSeed({
    summary: 'the agents of the Arc cluster have no token of their identity',
    basis: 'reported',
    seed: world([arc({ extension: extensionFailedAt('arc-identity') })]),
  }),
  'install-endpoint': worldSeed({
    summary: 'an online endpoint of that name exists in the cluster',
    basis: 'reported',
    seed: failedAt('endpoint'),
  }),
  'install-unknown': worldSeed({
    summary: 'the reason is a text that no rule knows',
    basis: 'assumed',
    seed: failedAt('unknown'),
  }),
};
