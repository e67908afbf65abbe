import { demoSeed } from '../demo-seed.js';
import type { Seed } from '../seed.js';
import { troubledSeed } from '../troubled-seed.js';
import { type WorldName, worlds } from './worlds.js';

/** Seeds that come with the kit. */
export type SeedName = 'demo' | 'troubled' | 'empty' | WorldName;

/**
 * `demo`: all is well. `troubled`: the same and a cluster for each thing that can be wrong. `empty`: nothing. The
 * others have one thing planted each.
 */
export const namedSeeds: Readonly<Record<SeedName, Seed>> = {
  demo: demoSeed,
  troubled: troubledSeed,
  empty: {},
  ...worlds,
};

/** Whether a text names a seed of the kit. */
export function isSeedName(name: string): name is SeedName {
  return Object.hasOwn(namedSeeds, name);
}
