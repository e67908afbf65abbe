/** Maps with at most so many calls under way, for what is not timed. */
export async function mapParallel<T, U>(
  items: readonly T[],
  parallel: number,
  map: (item: T) => Promise<U>,
): Promise<U[]> {
  const results = new Array<U>(items.length);
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return results;
}
