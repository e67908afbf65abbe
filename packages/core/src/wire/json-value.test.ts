import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJsonObject, json } from './json-value.js';

function nested(levels: number): unknown {
  return JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
}

describe('json', () => {
  it('gives back any JSON as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(json.parse(value)).toBe(value);
      }),
    );
  });

  it('stops at 64 levels, however deep the JSON goes on', () => {
    expect(json.safeParse(nested(64)).success).toBe(true);
    expect(json.safeParse(nested(65)).success).toBe(false);
    expect(json.safeParse(nested(100_000)).success).toBe(false);
  });

  it.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, () => 1, Symbol('x'), { a: undefined }])(
    'refuses %s, which JSON cannot carry',
    (value) => {
      expect(json.safeParse(value).success).toBe(false);
    },
  );
});

describe('decodeJsonObject', () => {
  it('keeps every key, including those that mean something to JavaScript', () => {
    const text = '{"__proto__":{"a":1},"constructor":2,"toString":null}';
    const decoded = decodeJsonObject(JSON.parse(text));
    expect(JSON.stringify(decoded)).toBe(text);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
  });

  it.each([null, 7, 'x', [], nested(70)])('is null for what is no object, or too deep', (value) => {
    expect(decodeJsonObject(value)).toBeNull();
  });
});
