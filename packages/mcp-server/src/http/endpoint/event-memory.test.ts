import { describe, expect, it } from 'vitest';
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
    const memory = new EventMemory();
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
    const memory = new EventMemory();
    const first = await memory.storeEvent('a', message(1));
    for (let id = 2; id <= 33; id += 1) await memory.storeEvent('a', message(id));
    expect(await memory.getStreamIdForEventId(first)).toBeUndefined();
    expect(await memory.getStreamIdForEventId('2')).toBe('a');
    expect((await replay(memory, '2')).sent).toHaveLength(31);
    expect(await memory.getStreamIdForEventId('nonsense')).toBeUndefined();
  });
});
