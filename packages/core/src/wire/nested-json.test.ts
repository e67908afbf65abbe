import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNestedJson } from './nested-json.js';

const error = { error: { code: 'Y', message: 'a "quoted" {brace}' } };
const text = JSON.stringify(error);

describe('findNestedJson', () => {
  it.each([
    ['the whole text', text, '', error, ''],
    ['a part of a text', `Reason: Forbidden.${text} (end)`, 'Reason: Forbidden.', error, ' (end)'],
    ['a list', 'codes [1] follow', 'codes ', [1], ' follow'],
    ['behind brackets that are none', `[x] {y} ${text}`, '[x] {y} ', error, ''],
    ['escaped once', `body: ${JSON.stringify(text).slice(1, -1)}`, 'body: ', error, ''],
    ['a JSON string', JSON.stringify(text), '"', error, '"'],
    [
      'a Python literal',
      "failed: {'code': 'Y', 'inner': None, 'ok': True}",
      'failed: ',
      { code: 'Y', inner: null, ok: true },
      '',
    ],
  ])('finds %s', (_title, given, before, value, after) => {
    expect(findNestedJson(given)).toEqual({ before, value, after });
  });

  it.each(['', 'plain', '{not json', 'in {this} way', '7', '"text"', '{{{{', "it's [so]"])(
    'finds nothing in %s',
    (given) => {
      expect(findNestedJson(given)).toBeNull();
    },
  );

  it('finds any object with words around it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z .]{0,20}$/),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (words, object) => {
          const value: unknown = JSON.parse(JSON.stringify(object));
          expect(findNestedJson(words + JSON.stringify(object) + words)?.value).toEqual(value);
        },
      ),
    );
  });

  it('ends soon for brackets that never close', () => {
    const started = performance.now();
    expect(findNestedJson('{"'.repeat(100_000))).toBeNull();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
