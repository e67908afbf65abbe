import type { Clock, FakeComputeService, ManualClock } from '../src/index.js';

// Checked by the compiler alone: what others rely on structurally.

type Extends<A, B> = A extends B ? true : never;

/** The shape that a client's transport has. */
type Transport = (request: Request) => Promise<Response>;

/** A clock as a package declares it that knows nothing of this one. */
interface ForeignClock {
  now(): number;
  monotonic(): number;
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

export const fits: readonly true[] = [
  true satisfies Extends<FakeComputeService['fetch'], Transport>,
  true satisfies Extends<FakeComputeService['fetch'], typeof globalThis.fetch>,
  true satisfies Extends<ManualClock, Clock>,
  true satisfies Extends<ManualClock, ForeignClock>,
  true satisfies Extends<ForeignClock, Clock>,
];
