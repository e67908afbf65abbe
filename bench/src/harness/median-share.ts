import { ratio } from './goal.js';
import { medianOf } from './statistics.js';

/** The median of the shares of each turn: what the machine did otherwise struck both sides of a turn alike. */
export function medianShare<Sample>(
  samples: readonly Sample[],
  others: readonly Sample[],
  read: (sample: Sample | undefined) => number | undefined,
): number | null {
  return medianOf(samples.map((sample, turn) => ratio(read(sample), read(others[turn]))));
}
