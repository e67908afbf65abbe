import { describe, expect, it } from 'vitest';
import { answerOf } from '../../test/plain-messages.js';
import type { Transport } from '../transport/transport.js';
import { PollingLoad, pollingLoadOf } from './polling-load.js';

describe('PollingLoad', () => {
  it('keeps the rounds of all who poll within four requests a second together', () => {
    const load = new PollingLoad();
    const [one, other] = [{}, {}];
    expect(load.leastDelayMs).toBe(0);
    load.note(one, 8);
    expect(load.leastDelayMs).toBe(2_000);
    load.note(other, 4);
    expect(load.leastDelayMs).toBe(3_000);
    load.note(one, 16);
    expect(load.leastDelayMs).toBe(5_000);
    load.note(one, 0);
    expect(load.leastDelayMs).toBe(1_000);
  });
});

describe('pollingLoadOf', () => {
  it('is one for each transport and subscription, because Azure counts by principal and subscription', () => {
    const transport: Transport = async () => answerOf();
    const load = pollingLoadOf({ transport, subscriptionId: 'ABC' });
    expect(pollingLoadOf({ transport, subscriptionId: 'abc' })).toBe(load);
    expect(pollingLoadOf({ transport, subscriptionId: 'other' })).not.toBe(load);
    const other: Transport = async () => answerOf();
    expect(pollingLoadOf({ transport: other, subscriptionId: 'abc' })).not.toBe(load);
  });
});
