/** Requests that run side by side: ARM allows 25 reads a second. */
const PARALLEL = 8;

/** Maps with at most so many calls under way; the order stays. */
export async function mapLimited<T, U>(
  items: readonly T[],
  map: (item: T) => Promise<U>,
  parallel: number = PARALLEL,
): Promise<U[]> {
  const results = new Array<U>(items.length);
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item);
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return results;
}
