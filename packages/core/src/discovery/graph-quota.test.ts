import { ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { GraphQuota } from './graph-quota.js';

function createQuota() {
  const clock = new ManualClock({ autoAdvance: true });
  return { clock, quota: new GraphQuota({ clock, random: () => 0.5 }) };
}

async function takeMany(quota: GraphQuota, count: number): Promise<void> {
  for (let taken = 0; taken < count; taken += 1) await quota.take(undefined);
}

describe('the quota of Azure Resource Graph', () => {
  it('lets twelve queries through at once and keeps three for other processes', async () => {
    const { clock, quota } = createQuota();
    await takeMany(quota, 12);
    expect(clock.monotonic()).toBe(0);
    await quota.take(undefined);
    expect(clock.monotonic()).toBe(5_500);
  });

  it('has room again after the window, without a wait', async () => {
    const { clock, quota } = createQuota();
    await takeMany(quota, 12);
    await clock.sleep(5_000);
    await takeMany(quota, 12);
    expect(clock.monotonic()).toBe(5_000);
  });

  it('waits as long as an answer says when other processes used the quota', async () => {
    const { clock, quota } = createQuota();
    quota.learn({ remaining: 2, resetsAfterMs: 4_000 });
    await quota.take(undefined);
    expect(clock.monotonic()).toBe(4_500);
  });

  it('takes no query where there is no room before the time is over, and does not wait', async () => {
    const { clock, quota } = createQuota();
    quota.close(70_000);
    expect(await quota.take(undefined, () => 48_000)).toBe(false);
    expect(clock.monotonic()).toBe(0);
    expect(await quota.take(undefined, () => 71_000)).toBe(true);
  });

  it('never takes a larger count from an answer', async () => {
    const { clock, quota } = createQuota();
    await takeMany(quota, 11);
    quota.learn({ remaining: 14, resetsAfterMs: null });
    await takeMany(quota, 2);
    expect(clock.monotonic()).toBe(5_500);
  });

  it('waits for the pause of a refusal, and five seconds where it names none', async () => {
    const { clock, quota } = createQuota();
    quota.close(2_000);
    await quota.take(undefined);
    expect(clock.monotonic()).toBe(2_500);
    quota.close();
    await quota.take(undefined);
    expect(clock.monotonic()).toBe(8_000);
  });

  it('ends a wait with the reason of the signal', async () => {
    const quota = new GraphQuota({ clock: new ManualClock(), random: () => 0 });
    quota.close();
    const controller = new AbortController();
    const waiting = quota.take(controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
