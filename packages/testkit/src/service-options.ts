import type { Seed } from './seed/seed.js';
import type { SeedName } from './seed/worlds/named-seeds.js';
import type { Provisioning } from './service/arm-call.js';
import type { ThrottleLimits } from './service/limits/throttle.js';
import type { ServiceModes } from './service/modes/modes.js';
import type { Clock } from './time/clock.js';
import type { WorldSnapshot } from './world/snapshot.js';

/** How a fake service is to be. Everything has a default. */
export interface FakeServiceOptions {
  /** Default: the machine's own time. */
  readonly clock?: Clock;
  /** What exists at first: a name, or your own {@link Seed}. Default: `demo`. */
  readonly seed?: SeedName | Seed;
  /** A world that was saved before; wins over `seed`. */
  readonly snapshot?: WorldSnapshot;
  /** Whether headers and query parameters that are not modelled are refused (501). @default true */
  readonly strict?: boolean;
  /** How long operations take, in milliseconds. Default: 3000 to attach, 1000 to detach, 3000
   * for each long step of preparing a cluster. */
  readonly provisioning?: Partial<Provisioning>;
  /** ARM's token buckets: `true` for its own limits, or your own limits. Default: never throttled. */
  readonly throttle?: boolean | Partial<ThrottleLimits>;
  /** Choices where the real service is unproven or varies. */
  readonly modes?: Partial<ServiceModes>;
  /** How many requests the journal keeps. Default: 10,000. */
  readonly journalLimit?: number;
}
