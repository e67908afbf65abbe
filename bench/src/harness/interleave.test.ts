import { describe, expect, it } from 'vitest';
import { interleave } from './interleave.js';

async function orderOf(contenders: readonly string[], rounds: number, warmups = 0) {
  const order: string[] = [];
  const samples = await interleave(contenders, { rounds, warmups }, async (contender) => {
    order.push(contender);
    return order.length;
  });
  return { order: order.join(''), samples };
}

describe('interleave', () => {
  it('begins each round with the next contender', async () => {
    expect((await orderOf(['a', 'b', 'c'], 4)).order).toBe('abcbcacababc');
  });

  it('keeps the samples of each, in the order of the rounds', async () => {
    const { samples } = await orderOf(['a', 'b'], 2);
    expect([...samples]).toEqual([
      ['a', [1, 4]],
      ['b', [2, 3]],
    ]);
  });

  it('throws the samples of warmups away', async () => {
    const { order, samples } = await orderOf(['a', 'b'], 1, 2);
    expect(order).toBe('abbaab');
    expect([...samples.values()]).toEqual([[5], [6]]);
  });

  it('does nothing without contestants', async () => {
    expect((await orderOf([], 3)).order).toBe('');
  });
});
