import { describe, expect, it } from 'vitest';
import { EventBudget } from './event-budget.js';
import { EventMemory } from './event-memory.js';

function message(id: number) {
  return { jsonrpc: '2.0' as const, id, result: {} };
}

async function replay(memory: EventMemory, lastEventId: string) {
  const sent: string[] = [];
  const stream = await memory.replayEventsAfter(lastEventId, {
    send: async (id, event) => {
      sent.push(`${id}:${JSON.stringify(event)}`);
    },
  });
  return { stream, sent };
}

describe('EventMemory', () => {
  it('replays what came after an event on its own stream, and nothing of another', async () => {
    const memory = new EventMemory(new EventBudget(1_000_000));
    const first = await memory.storeEvent('a', message(1));
    await memory.storeEvent('b', message(2));
    const last = await memory.storeEvent('a', message(3));
    expect(await memory.getStreamIdForEventId(first)).toBe('a');
    expect(await replay(memory, first)).toEqual({
      stream: 'a',
      sent: [`${last}:${JSON.stringify(message(3))}`],
    });
    expect(await replay(memory, last)).toEqual({ stream: 'a', sent: [] });
  });

  it('knows nothing of what it has forgotten, so that no gap goes unnoticed', async () => {
    const memory = new EventMemory(new EventBudget(1_000_000));
    const first = await memory.storeEvent('a', message(1));
    for (let id = 2; id <= 33; id += 1) await memory.storeEvent('a', message(id));
    expect(await memory.getStreamIdForEventId(first)).toBeUndefined();
    expect(await memory.getStreamIdForEventId('2')).toBe('a');
    expect((await replay(memory, '2')).sent).toHaveLength(31);
    expect(await memory.getStreamIdForEventId('nonsense')).toBeUndefined();
  });

  it('keeps a megabyte at most, whatever the length of an event', async () => {
    const memory = new EventMemory(new EventBudget(100_000_000));
    const long = { jsonrpc: '2.0' as const, id: 'x'.repeat(300_000), result: {} };
    for (let index = 0; index < 10; index += 1) await memory.storeEvent('a', long);
    expect(memory.bytes).toBeGreaterThan(800_000);
    expect(memory.bytes).toBeLessThanOrEqual(1024 * 1024);
    await memory.storeEvent('a', { ...long, id: 'x'.repeat(2_000_000) });
    expect(memory.bytes).toBe(0);
  });

  it('keeps within the budget of all sessions, at the cost of the one that holds the most', async () => {
    const budget = new EventBudget(1_000);
    const [one, other] = [new EventMemory(budget), new EventMemory(budget)];
    const small = await other.storeEvent('b', message(1));
    for (let index = 0; index < 10; index += 1)
      await one.storeEvent('a', { jsonrpc: '2.0', id: 'x'.repeat(300), result: {} });
    expect(one.bytes + other.bytes).toBeLessThanOrEqual(1_000);
    expect(await other.getStreamIdForEventId(small)).toBe('b');
    one.close();
    expect(one.bytes).toBe(0);
  });
});
