import { demoSeed } from './demo-seed.js';
import type { Seed } from './seed.js';
import { troubledSeed } from './troubled-seed.js';

/** Seeds that come with the kit. */
export type SeedName = 'demo' | 'troubled' | 'empty';

/** `demo`: all is well. `troubled`: the same and a cluster for each thing that can be wrong. `empty`: nothing. */
export const namedSeeds: Readonly<Record<SeedName, Seed>> = {
  demo: demoSeed,
  troubled: troubledSeed,
  empty: {},
};

/** Whether a text names a seed of the kit. */
export function isSeedName(name: string): name is SeedName {
  return Object.hasOwn(namedSeeds, name);
}
