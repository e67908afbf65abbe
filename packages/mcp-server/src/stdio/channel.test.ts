import { expect, it } from 'vitest';
import { Channel } from './channel.js';
import type { Message } from './message.js';

const request = (id: number): Message => ({ jsonrpc: '2.0', id, method: 'tools/call' });

/** A channel whose leg drops requests with an odd id, and what was said about it. */
function openChannel() {
  let settled = 0;
  const channel = new Channel(
    async () => {},
    () => {
      settled += 1;
    },
  );
  channel.onmessage = ({ id }) => {
    if (Number(id) % 2 === 1) channel.dropGiven();
  };
  return { channel, settled: () => settled };
}

it('has nothing at work for a request that its leg drops', async () => {
  const { channel, settled } = openChannel();
  for (const id of [1, 2, 3]) channel.deliver(request(id));
  expect(channel.pending).toBe(1);
  expect(settled()).toBe(2);
  await channel.send({ jsonrpc: '2.0', id: 2, result: {} });
  await channel.answered();
  expect(channel.pending).toBe(0);
});

it('keeps a request at work where its leg reports something else later', () => {
  const { channel } = openChannel();
  channel.deliver(request(2));
  channel.dropGiven();
  expect(channel.pending).toBe(1);
});
