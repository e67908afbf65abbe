import { aks, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type CommandWorld =
  | 'command-disabled'
  | 'command-entra'
  | 'command-not-started'
  | 'command-policy'
  | 'command-never-ran'
  | 'command-image-pull'
  | 'command-forbidden'
  | 'command-right-missing';

/** Bare AKS clusters in which a command does not run. */
export const commandWorlds: Readonly<Record<CommandWorld, WorldSeed>> = {
  'command-disabled': worldSeed({
    summary: 'commands in the cluster are switched off',
    basis: 'documented',
    seed: world([aks({ extension: null, runCommandDisabled: true })]),
  }),
  'command-entra': worldSeed({
    summary: 'Microsoft Entra decides about access to the cluster: a command needs a token for it',
    basis: 'documented',
    seed: world([aks({ extension: null, entraManaged: true })]),
  }),
  'command-not-started': worldSeed({
    summary: 'the pod of a command does not start in time',
    basis: 'documented',
    seed: world([aks({ extension: null, commandTrouble: 'not-started' })]),
  }),
  'command-policy': worldSeed({
    summary: 'a policy denies the pod of a command',
    basis: 'documented',
    seed: world([aks({ extension: null, commandTrouble: 'policy' })]),
  }),
  'command-never-ran': worldSeed({
    summary: 'a command is accepted, and its result cannot be found',
    basis: 'documented',
    seed: world([aks({ extension: null, commandTrouble: 'never-ran' })]),
  }),
  'command-image-pull': worldSeed({
    summary: 'the image for a command cannot be pulled',
    basis: 'documented',
    seed: world([aks({ extension: null, commandTrouble: 'image-pull' })]),
  }),
  'command-forbidden': worldSeed({
    summary: 'the caller has no rights inside the cluster',
    basis: 'documented',
    seed: world([aks({ extension: null, commandTrouble: 'forbidden' })]),
  }),
  'command-right-missing': worldSeed({
    summary: 'the caller may not run commands in the cluster',
    basis: 'reported',
    seed: world([aks({ extension: null })], {
      grants: [
        {
          scope: '/',
          actions: ['*'],
          notActions: ['Microsoft.ContainerService/managedClusters/runCommand/action'],
        },
      ],
    }),
  }),
};
