import { computeWorld, type WorldSeed, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type DetachWorld = 'detach-vanished' | 'detach-busy' | 'detach-stuck' | 'detach-legacy';

/** What can happen while a compute is detached. */
export const detachWorlds: Readonly<Record<DetachWorld, WorldSeed>> = {
  'detach-vanished': worldSeed({
    summary: 'the compute gpu: the operation of its detach cannot be read once it is over (404)',
    basis: 'reported',
    seed: computeWorld(
      {},
      { faults: [{ match: { route: 'compute.delete' }, times: -1, effect: { kind: 'vanishes' } }] },
    ),
  }),
  'detach-busy': worldSeed({
    summary: 'the compute gpu is being detached by another caller: every change is refused with 409',
    basis: 'reported',
    seed: computeWorld({ underWay: { kind: 'detach', sinceMs: 60_000 } }),
  }),
  'detach-stuck': worldSeed({
    summary: 'the compute gpu has been in Deleting for two hours',
    basis: 'assumed',
    seed: computeWorld({ underWay: { kind: 'detach', sinceMs: 2 * 3_600_000 } }),
  }),
  'detach-legacy': worldSeed({
    summary: 'gpu is a legacy AKS compute, whose cluster would be deleted with it',
    basis: 'documented',
    seed: computeWorld({ computeType: 'AKS' }),
  }),
};
