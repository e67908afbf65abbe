import { aks, attachWorld, computeWorld, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type AttachWorld =
  | 'extension-hidden'
  | 'cluster-admin-missing'
  | 'attach-internal-error'
  | 'attach-relay'
  | 'attach-policy'
  | 'attach-kubernetes-version'
  | 'attach-contradicted'
  | 'attach-canceled'
  | 'attach-stuck'
  | 'compute-stuck'
  | 'compute-fresh'
  | 'compute-without-identity';

/** Attaches that were accepted and then fail or hang, though nothing is wrong to look at. */
export const attachWorlds: Readonly<Record<AttachWorld, WorldSeed>> = {
  'extension-hidden': worldSeed({
    summary:
      'the extension is there, but the workspace lacks Kubernetes Extension Contributor and cannot see it',
    basis: 'documented',
    seed: world([aks({ missingRoles: ['extension-contributor'] })]),
  }),
  'cluster-admin-missing': worldSeed({
    summary: 'the workspace lacks AKS Cluster Admin: an internal error, with a Forbidden in its details',
    basis: 'documented',
    seed: world([aks({ missingRoles: ['cluster-admin'] })]),
  }),
  'attach-internal-error': worldSeed({
    summary: 'an internal error without any detail',
    basis: 'reported',
    seed: attachWorld({ kind: 'fails', code: 'InternalServerError', message: 'No more is known.' }),
  }),
  'attach-relay': worldSeed({
    summary: 'an earlier detach left the connection of the extension broken',
    basis: 'reported',
    seed: attachWorld({
      kind: 'fails',
      code: 'BadRequest',
      message: 'No Relay resource id or connection string is known.',
    }),
  }),
  'attach-policy': worldSeed({
    summary: 'an Azure Policy forbids what the attach creates',
    basis: 'reported',
    seed: attachWorld({
      kind: 'fails',
      code: 'RequestDisallowedByPolicy',
      message: 'A policy assignment refused it.',
    }),
  }),
  'attach-kubernetes-version': worldSeed({
    summary: 'Kubernetes 1.19, which the service refuses',
    basis: 'reported',
    seed: attachWorld(
      {
        kind: 'fails',
        code: 'BadRequestFormat',
        message: 'Kubernetes version 1.19.0 of the cluster is not supported.',
      },
      { clusters: [aks({ kubernetesVersion: '1.19.0' })] },
    ),
  }),
  'attach-contradicted': worldSeed({
    summary: 'the operation reports success, the compute has failed',
    basis: 'assumed',
    seed: attachWorld({ kind: 'contradicts' }),
  }),
  'attach-canceled': worldSeed({
    summary: 'the operation is canceled',
    basis: 'documented',
    seed: attachWorld({ kind: 'cancels' }),
  }),
  'attach-stuck': worldSeed({
    summary: 'an attach never ends',
    basis: 'reported',
    seed: attachWorld({ kind: 'stuck' }),
  }),
  'compute-stuck': worldSeed({
    summary: 'the compute gpu has been in Creating for two hours',
    basis: 'reported',
    seed: computeWorld({ underWay: { kind: 'attach', sinceMs: 2 * 3_600_000 } }),
  }),
  'compute-fresh': worldSeed({
    summary: 'the compute gpu has just been attached; success is reported before the agent is ready',
    basis: 'reported',
    seed: computeWorld({}),
  }),
  'compute-without-identity': worldSeed({
    summary: 'the compute gpu has no identity, so that jobs cannot read storage without keys',
    basis: 'documented',
    seed: computeWorld({ systemIdentity: false }),
  }),
};
