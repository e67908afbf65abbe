import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../runtime/clock.js';
import { type TimeLimit, withinTime } from './within-time.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

function limit(signal: AbortSignal = new AbortController().signal): TimeLimit {
  return { clock: systemClock, limitMs: 1_000, signal, late: () => new Error('late') };
}

const never = new Promise<never>(() => {});

it('gives what the work gives', async () => {
  expect(await withinTime(limit(), async () => 'done')).toBe('done');
  await expect(withinTime(limit(), () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const sudden = (): never => {
    throw new Error('sudden');
  };
  await expect(withinTime(limit(), sudden)).rejects.toThrow('sudden');
});

it('stops work that takes too long, and says so to both', async () => {
  let told: unknown;
  const late = expect(
    withinTime(limit(), (signal) => {
      signal.addEventListener('abort', () => (told = signal.reason));
      return never;
    }),
  ).rejects.toThrow('late');
  await vi.advanceTimersByTimeAsync(1_000);
  await late;
  expect(told).toMatchObject({ message: 'late' });
});

it('leaves at once when the signal aborts, even work that does not heed it', async () => {
  const controller = new AbortController();
  const waiting = withinTime(limit(controller.signal), () => never);
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
});
