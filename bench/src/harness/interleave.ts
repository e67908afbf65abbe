export interface Rounds {
  /** Rounds whose samples count. */
  readonly rounds: number;
  /** Rounds before them whose samples do not: caches fill, compilers compile. */
  readonly warmups: number;
}

/**
 * Measures every contender once a round, each round beginning with the next one, so that whatever else the machine does
 * strikes all of them alike. Returns the samples of each, in the order of the rounds.
 */
export async function interleave<Contender, Sample>(
  contenders: readonly Contender[],
  { rounds, warmups }: Rounds,
  measure: (contender: Contender) => Promise<Sample>,
): Promise<ReadonlyMap<Contender, readonly Sample[]>> {
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  for (let round = -warmups; round < rounds; round += 1) {
    for (const contender of rotate(contenders, round + warmups)) {
      const sample = await measure(contender);
      if (round >= 0) samples.get(contender)?.push(sample);
    }
  }
  return samples;
}

function rotate<T>(entries: readonly T[], by: number): readonly T[] {
  const start = entries.length === 0 ? 0 : by % entries.length;
  return [...entries.slice(start), ...entries.slice(0, start)];
}
