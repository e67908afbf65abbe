import { computeWorld, plant, type WorldSeed } from './world-seed.js';

export type DetachWorld = 'detach-vanished' | 'detach-busy' | 'detach-stuck' | 'detach-legacy';

/** What can happen while a compute is detached. */
export const detachWorlds: Readonly<Record<DetachWorld, WorldSeed>> = {
  'detach-vanished': plant({
    summary: 'the compute gpu: the operation of its detach cannot be read once it is over (404)',
    basis: 'reported',
    seed: computeWorld(
      {},
      { faults: [{ match: { route: 'compute.delete' }, times: -1, effect: { kind: 'vanishes' } }] },
    ),
  }),
  'detach-busy': plant({
    summary: 'the compute gpu is being detached by another caller: every change is refused with 409',
    basis: 'reported',
    seed: computeWorld({ underWay: { kind: 'detach', sinceMs: 60_000 } }),
  }),
  'detach-stuck': plant({
    summary: 'the compute gpu has been in Deleting for two hours',
    basis: 'assumed',
    seed: computeWorld({ underWay: { kind: 'detach', sinceMs: 2 * 3_600_000 } }),
  }),
  'detach-legacy': plant({
    summary: 'gpu is a legacy AKS compute, whose cluster would be deleted with it',
    basis: 'documented',
    seed: computeWorld({ computeType: 'AKS' }),
  }),
};
