import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Observation } from './poll-compute.js';
import { Waiter } from './polled-compute.js';

const absent: Observation = { kind: 'absent', end: null };
const running = (text: string): Observation => ({ kind: 'running', text });
const interrupted: Observation = { kind: 'interrupted' };

describe('a waiter', () => {
  it('hands each result to its reader once', async () => {
    const waiter = new Waiter(0);
    const reading = waiter.next(undefined);
    waiter.observe(running('one'));
    expect(await reading).toEqual(running('one'));
    const next = waiter.next(undefined);
    waiter.observe(running('two'));
    expect(await next).toEqual(running('two'));
  });

  it.each([interrupted, running('InProgress')])(
    'keeps an unread result about the compute when $kind follows',
    async (later) => {
      const waiter = new Waiter(0);
      waiter.observe(absent);
      waiter.observe(later);
      expect(await waiter.next(undefined)).toBe(absent);
    },
  );

  it('replaces an unread result by a newer one about the compute', async () => {
    const waiter = new Waiter(0);
    const newer: Observation = { ...absent };
    for (const observation of [interrupted, absent, newer]) waiter.observe(observation);
    expect(await waiter.next(undefined)).toBe(newer);
  });

  it('gives what it has once its time is over, then null', async () => {
    const waiter = new Waiter(0);
    waiter.observe(absent);
    waiter.expire();
    waiter.observe({ ...absent });
    expect(await waiter.next(undefined)).toBe(absent);
    expect(await waiter.next(undefined)).toBeNull();
  });

  it('throws the error that polls ended with, even when a result is unread', async () => {
    const waiter = new Waiter(0);
    const error = new Error('refused');
    waiter.observe(absent);
    waiter.fail(error);
    await expect(waiter.next(undefined)).rejects.toBe(error);
  });

  it('throws the reason of an abort before, and during, the reading, and leaves no listener behind', async () => {
    const waiter = new Waiter(0);
    const controller = new AbortController();
    const reading = waiter.next(controller.signal);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort('enough');
    await expect(reading).rejects.toBe('enough');
    await expect(waiter.next(controller.signal)).rejects.toBe('enough');
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
