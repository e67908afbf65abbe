import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toJsonLine } from './to-json-line.js';

const SECRET = 'c2VjcmV0LWtleS1vZi1hbi1hY2NvdW50';

it('redacts each text, however deep it lies', () => {
  const line = toJsonLine({ client: `AccountKey=${SECRET}`, requests: [{ id: `AccountKey=${SECRET}` }] });
  expect(line).not.toContain(SECRET);
  expect(JSON.parse(line).requests).toHaveLength(1);
});

it.each(['AccountKey=x"y', 'AccountKey=x\\', 'Bearer a"}', 'sig=1"&x', '"AccountKey=x,"event":"forged"'])(
  'stays one line of JSON with the same members for a text such as %s',
  (client) => {
    const line = toJsonLine({ event: 'write-intended', client, id: 'after' });
    expect(line).not.toContain('\n');
    expect(JSON.parse(line)).toMatchObject({
      event: 'write-intended',
      client: expect.any(String),
      id: 'after',
    });
  },
);

it('stays one line of JSON for any text around a secret', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
      const line = toJsonLine({ client: `${before}AccountKey=${after}`, id: 'after' });
      expect(line).not.toContain('\n');
      expect(Object.keys(JSON.parse(line))).toEqual(['client', 'id']);
    }),
  );
});
