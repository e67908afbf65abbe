import type { FaultEffect } from '../../faults/fault.js';
import type { Json } from '../../json.js';
import { demoIds, demoSeed } from '../demo-seed.js';
import type {
  ClusterSeed,
  ComputeSeed,
  ExtensionSeed,
  PlaceSeed,
  Seed,
  SeedAbout,
  WorkspaceSeed,
} from '../seed.js';

/** A seed with one thing planted in it, and what that is. */
export type WorldSeed = Seed & { readonly about: SeedAbout };

/** Puts on a seed what is planted in it. */
export function worldSeed({ seed, ...about }: SeedAbout & { readonly seed: Seed }): WorldSeed {
  return { about, ...seed };
}

/** The ids in the worlds: nothing in them tells what is wrong. */
export const place: Required<Omit<PlaceSeed, 'name'>> = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  location: demoIds.location,
};

/** A subscription beside the workspace's own. */
export const OTHER_SUBSCRIPTION = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';

/** The demo workspace, with changes. */
export function workspace(changes: Partial<WorkspaceSeed> = {}): WorkspaceSeed {
  return { ...place, name: demoIds.workspace, ...changes };
}

/** A healthy AKS cluster, with changes. */
export function aks(changes: Partial<ClusterSeed> = {}): ClusterSeed {
  return { ...place, kind: 'aks', name: 'c1', extension: {}, ...changes };
}

/** A healthy Arc cluster, with changes. */
export function arc(changes: Partial<ClusterSeed> = {}): ClusterSeed {
  return aks({ kind: 'arc', ...changes });
}

/** The demo workspace with these clusters, and whatever else a world needs. */
export function world(clusters: readonly ClusterSeed[], more: Partial<Seed> = {}): Seed {
  return { workspaces: [workspace()], identities: demoSeed.identities ?? [], clusters, ...more };
}

/** A healthy AKS cluster whose extension is not. */
export function extensionWorld(extension: ExtensionSeed): Seed {
  return world([aks({ extension })]);
}

/** All is well to look at, and every attach meets this. */
export function attachWorld(effect: FaultEffect, more: Partial<Seed> = {}): Seed {
  return world([aks()], { faults: [{ match: { route: 'compute.put' }, times: -1, effect }], ...more });
}

/** The compute `gpu` on a healthy cluster, with changes. */
export function computeWorld(changes: Partial<ComputeSeed>, more: Partial<Seed> = {}): Seed {
  const resourceId = demoIds.aksId.replace(/[^/]*$/, 'c1');
  const computes = [{ name: 'gpu', resourceId, systemIdentity: true, ...changes }];
  return world([aks()], { workspaces: [workspace({ computes })], ...more });
}

/** The compute `gpu`, which has failed with this error on a cluster that looks healthy. */
export function failedComputeWorld(code: string, message: string, more: Partial<Seed> = {}): Seed {
  const provisioningErrors: Json[] = [{ error: { code, message } }];
  return computeWorld({ provisioningState: 'Failed', provisioningErrors }, more);
}
