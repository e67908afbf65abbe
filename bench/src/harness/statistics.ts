/**
 * The value below which a share of the samples lies, interpolated between neighbours; 0.5 is the median.
 * @throws RangeError where there is nothing to take it of, or the share is not one.
 */
export function quantile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError('there are no samples');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies between 0 and 1, not at ${share}`);
  const sorted = samples.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The median of what was measured; null where nothing was. */
export function medianOf(samples: readonly (number | null)[]): number | null {
  const measured = samples.filter((sample) => sample !== null);
  return measured.length === 0 ? null : median(measured);
}
