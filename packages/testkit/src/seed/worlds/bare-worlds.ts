import { workerNodes } from '../resource-members.js';
import { aks, arc, type WorldSeed, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type BareWorld = 'cluster-bare' | 'cluster-bare-arc';

/** Providers that a subscription has not registered before its first extension. */
const unregistered = ['Microsoft.KubernetesConfiguration', 'Microsoft.Relay'];

/** Clusters that nothing of Azure Machine Learning has touched. */
export const bareWorlds: Readonly<Record<BareWorld, WorldSeed>> = {
  'cluster-bare': worldSeed({
    summary: 'bare AKS clusters, c1 of three nodes and c2 of one: no provider registered, no extension',
    basis: 'documented',
    seed: world([aks({ extension: null }), aks({ name: 'c2', extension: null, nodes: workerNodes(1) })], {
      unregistered,
    }),
  }),
  'cluster-bare-arc': worldSeed({
    summary: 'a bare Arc cluster of three nodes: no provider registered, no Relay, no extension',
    basis: 'documented',
    seed: world([arc({ extension: null })], { unregistered }),
  }),
};
