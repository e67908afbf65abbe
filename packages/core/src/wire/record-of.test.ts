import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { recordOf } from './record-of.js';

const names = recordOf(z.string());

describe('recordOf', () => {
  it('keeps every key, and pollutes no prototype', () => {
    const read = names.parse(JSON.parse('{"__proto__":"x","constructor":"y","team":"ml"}'));
    expect(Object.entries(read)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['team', 'ml'],
    ]);
    expect({}).not.toHaveProperty('team');
  });

  it('names the place and the rule of a member that is wrong', () => {
    const found = recordOf(names).safeParse({ a: { b: 7 } });
    expect(found.error?.issues).toMatchObject([
      { path: ['a', 'b'], message: expect.stringContaining('string') },
    ]);
  });

  it.each([null, [], 'x', 7])('refuses %j', (value) => {
    expect(names.safeParse(value).error?.issues[0]?.message).toBe('must be an object');
  });
});
