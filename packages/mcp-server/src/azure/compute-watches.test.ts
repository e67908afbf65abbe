import { type Compute, ForbiddenError, ServiceError } from '@azureml-kubernetes/core';
import { ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { readDemoCompute } from '../../test/connect-client.js';
import { ComputeWatches } from './compute-watches.js';

type Shown = Compute | null | Error;

/** A client whose watches show what they are given, one after the other, and count themselves. */
function createWatches(...rounds: readonly (readonly Shown[])[]) {
  const clock = new ManualClock({ stallAfterMs: Number.POSITIVE_INFINITY });
  const watched: string[] = [];
  const left = [...rounds];
  async function* watch(name: string, { signal }: { signal?: AbortSignal | undefined } = {}) {
    watched.push(name);
    for (const shown of left.shift() ?? []) {
      if (shown instanceof Error) throw shown;
      yield shown;
    }
    await clock.sleep(1_000_000, signal);
  }
  return { clock, watched, watches: new ComputeWatches({ client: { watch }, clock }) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('ComputeWatches', () => {
  it('tells of a change, and not of what it was shown first or again', async () => {
    const compute = await readDemoCompute();
    const { watches } = createWatches([compute, compute, null, null, compute]);
    let changes = 0;
    watches.listen('gpu', () => {
      changes += 1;
    });
    await settle();
    expect(changes).toBe(2);
  });

  it('watches once for all who listen, and ends with the last of them', async () => {
    const { clock, watched, watches } = createWatches([null]);
    const stops = ['gpu', 'GPU', 'gpu'].map((name) => watches.listen(name, () => {}));
    await settle();
    expect(watched).toEqual(['gpu']);
    expect(clock.sleeping).toBe(1);
    for (const stop of stops.slice(1)) stop();
    stops[1]?.();
    expect(clock.sleeping).toBe(1);
    stops[0]?.();
    expect(clock.sleeping).toBe(0);
    watches.listen('gpu', () => {});
    await settle();
    expect(watched).toEqual(['gpu', 'gpu']);
  });

  it('rests after a failure, and tells of one that lasts', async () => {
    const compute = await readDemoCompute();
    const { clock, watched, watches } = createWatches(
      [compute, new ServiceError('busy', { hint: 'later', retryable: true })],
      [compute, new ForbiddenError('no', { hint: 'ask' })],
      [compute],
    );
    let changes = 0;
    watches.listen('gpu', () => {
      changes += 1;
    });
    await settle();
    await clock.advance(59_000);
    expect([watched.length, changes]).toEqual([1, 0]);
    await clock.advance(1_000);
    await settle();
    expect([watched.length, changes]).toEqual([2, 1]);
    await clock.advance(60_000);
    await settle();
    expect([watched.length, changes]).toEqual([3, 2]);
  });

  it('keeps nothing alive once no client listens, not even a rest', async () => {
    const failing = createWatches([new ForbiddenError('no', { hint: 'ask' })]);
    const stop = failing.watches.listen('gpu', () => {});
    await settle();
    expect(failing.clock.sleeping).toBe(1);
    stop();
    expect(failing.clock.sleeping).toBe(0);
  });
});
