import type { Seed } from '../seed.js';
import { extensionWorld, type WorldSeed, worldSeed } from './world-seed.js';

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
  | 'install-two-reasons';

/** The installation failed, and `errorInfo` says so in these words. */
function failed(message: string): Seed {
  return extensionWorld({
    provisioningState: 'Failed',
    errorInfo: { code: 'ExtensionOperationFailed', message },
  });
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
};
