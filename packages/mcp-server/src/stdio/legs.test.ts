import { describe, expect, it } from 'vitest';
import { eraOf } from '../eras/era-of.js';
import { type Leg, Legs } from './legs.js';
import type { Message } from './message.js';

const modern = { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } };

function request(id: number, params: object = {}): Message {
  return { jsonrpc: '2.0', id, method: 'tools/call', params };
}

const cancellation: Message = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };

/** Legs that write down what they are given, and open when the test lets them. */
function createLegs() {
  const delivered: string[] = [];
  const failures: unknown[] = [];
  const opening = { legacy: Promise.withResolvers<void>(), modern: Promise.withResolvers<void>() };
  const opened = { legacy: 0, modern: 0 };
  const open = (era: 'legacy' | 'modern') => async (): Promise<Leg> => {
    opened[era] += 1;
    await opening[era].promise;
    return {
      pending: 0,
      deliver: ({ method, id }) => delivered.push(`${era} ${id ?? method}`),
      idle: async () => {},
      close: async () => {
        delivered.push(`${era} closed`);
      },
    };
  };
  const legs = new Legs({
    route: eraOf,
    early: () => null,
    write: async () => {},
    open: { legacy: open('legacy'), modern: open('modern') },
    onFailed: (error) => failures.push(error),
    onDelivered: () => {},
  });
  return { legs, delivered, failures, opening, opened };
}

describe('the legs of a process', () => {
  it('are opened once, by the first message of their era', async () => {
    const { legs, opened, opening, delivered } = createLegs();
    expect(opened).toEqual({ legacy: 0, modern: 0 });
    legs.deliver(request(1));
    legs.deliver(request(2));
    expect(opened).toEqual({ legacy: 1, modern: 0 });
    legs.deliver(request(3, modern));
    opening.legacy.resolve();
    opening.modern.resolve();
    await legs.idle();
    expect(opened).toEqual({ legacy: 1, modern: 1 });
    expect(delivered.sort()).toEqual(['legacy 1', 'legacy 2', 'modern 3']);
  });

  it('get their messages in order, also those that came while they were opened', async () => {
    const { legs, opening, delivered } = createLegs();
    for (const id of [1, 2, 3]) legs.deliver(request(id, modern));
    opening.modern.resolve();
    await legs.idle();
    legs.deliver(request(4, modern));
    await legs.idle();
    expect(delivered).toEqual(['modern 1', 'modern 2', 'modern 3', 'modern 4']);
  });

  it('all hear of a cancellation, after the call that it cancels; none is opened for it', async () => {
    const { legs, opening, opened, delivered } = createLegs();
    legs.deliver(cancellation);
    expect(opened).toEqual({ legacy: 0, modern: 0 });
    legs.deliver(request(1, modern));
    legs.deliver(cancellation);
    opening.modern.resolve();
    await legs.idle();
    expect(delivered).toEqual(['modern 1', 'modern notifications/cancelled']);
  });

  it('are closed when they are open', async () => {
    const { legs, opening, delivered } = createLegs();
    opening.legacy.resolve();
    legs.deliver(request(1));
    await legs.idle();
    await legs.close();
    expect(delivered).toEqual(['legacy 1', 'legacy closed']);
  });

  it('tell when one cannot be opened, and are idle then', async () => {
    const { legs, opening, failures } = createLegs();
    legs.deliver(request(1));
    opening.legacy.reject(new Error('cannot be loaded'));
    await legs.idle();
    expect(failures).toEqual([new Error('cannot be loaded')]);
  });
});
