import { isSeedName, namedSeeds } from './seed/worlds/named-seeds.js';
import type { BucketSize, ThrottleLimits } from './service/limits/throttle.js';
import { modesShape } from './service/modes/modes-shape.js';
import type { FakeServiceOptions } from './service-options.js';
import { amount, count, type Problem, record, type Shape } from './shape/shape.js';

const milliseconds = amount('must be a number of milliseconds from 0', 3000);
const bucket: Shape<BucketSize> = record<BucketSize>(
  {
    capacity: count('must be a count from 1', 250, 1),
    perSecond: amount('must be a number above 0', 25, Number.MIN_VALUE),
  },
  ['capacity', 'perSecond'],
);
const limits: Shape<Partial<ThrottleLimits>> = record<Partial<ThrottleLimits>>({
  reads: bucket,
  writes: bucket,
  deletes: bucket,
});
const provisioningShape = record<NonNullable<FakeServiceOptions['provisioning']>>({
  attachMs: milliseconds,
  detachMs: milliseconds,
  prepareMs: milliseconds,
});

/**
 * Checks options that a caller without types may get wrong, and numbers that no type can check.
 *
 * @throws RangeError with the path of the option, the rule and an example
 */
export function checkOptions({
  seed,
  modes,
  provisioning,
  throttle,
  journalLimit,
}: FakeServiceOptions): void {
  const problem =
    (modes && modesShape.problem(modes, 'modes')) ??
    (provisioning && provisioningShape.problem(provisioning, 'provisioning')) ??
    (typeof throttle === 'object' ? limits.problem(throttle, 'throttle') : null) ??
    (journalLimit === undefined
      ? null
      : count('must be a count', 10_000).problem(journalLimit, 'journalLimit')) ??
    seedProblem(seed);
  if (problem) throw new RangeError(`${problem.path} ${problem.rule}. Example: ${problem.example}`);
}

function seedProblem(seed: FakeServiceOptions['seed']): Problem | null {
  if (typeof seed !== 'string' || isSeedName(seed)) return null;
  return {
    path: 'seed',
    rule: `must be one of ${Object.keys(namedSeeds).join(', ')}, or a seed`,
    example: 'demo',
  };
}
