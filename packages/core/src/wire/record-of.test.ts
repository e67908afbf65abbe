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

  it('gives an object whose members need no change as it is', () => {
    const members = { team: 'ml', cost: '4711' };
    expect(names.parse(members)).toBe(members);
  });

  it('gives a copy where members are read as something else, and leaves the original', () => {
    const lengths = recordOf(z.string().transform(({ length }) => length || null));
    const members = JSON.parse('{"__proto__":"abc","empty":""}');
    expect(Object.entries(lengths.parse(members))).toEqual([
      ['__proto__', 3],
      ['empty', null],
    ]);
    expect(Object.entries(members)).toEqual([
      ['__proto__', 'abc'],
      ['empty', ''],
    ]);
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
