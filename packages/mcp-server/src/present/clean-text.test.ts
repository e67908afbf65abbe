import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanEvidence, cleanText, MAX_TEXT } from './clean-text.js';

describe('cleanText', () => {
  it.each([
    ['plain text', 'GPU nodes of team A', 'GPU nodes of team A'],
    ['other scripts and signs', 'Größe 日本語 👍', 'Größe 日本語 👍'],
    ['lines', 'one\r\n two\tthree\u2028four', 'one  two three four'],
    [
      'ANSI',
      '\u001b[31;1mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u009b2Jgone',
      'red link gone',
    ],
    ['zero width', 'de\u200btach\u2060 n\u00adow\ufeff', 'detach now'],
    ['direction', '\u202etxt\u202c \u2066a\u2069', 'txt a'],
    ['tag characters', `a${String.fromCodePoint(0xe0041, 0xe0042)}b`, 'ab'],
    ['variation selectors', `a\ufe0f${String.fromCodePoint(0xe0101)}b`, 'ab'],
    ['blank letters', 'a\u3164\u2800b', 'ab'],
    ['half a character', 'a\ud800b', 'ab'],
    ['a token', 'Bearer abcdef', 'Bearer [redacted]'],
    ['a signed address', 'https://x/y?sig=abc&t=1', 'https://x/y?sig=[redacted]&t=[redacted]'],
  ])('cleans %s', (_what, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('cuts long text and says so', () => {
    const cut = cleanText('x'.repeat(1_000_000));
    expect(Array.from(cut)).toHaveLength(MAX_TEXT);
    expect(cut.endsWith('…')).toBe(true);
    expect(cleanText('abcdef', 4)).toBe('abc…');
    expect(cleanText('abcd', 4)).toBe('abcd');
  });

  it('leaves nothing unseen, and is done after one pass', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
      { numRuns: 500 },
    );
  });
});

describe('cleanEvidence', () => {
  it('keeps both ends of a text that is too long, and all of one that is not', () => {
    const long = `The extension failed: ${'wrapper '.repeat(200)}the chart was not found`;
    expect(cleanEvidence(long)).toMatch(
      /^The extension failed: wrapper .*… .*wrapper the chart was not found$/,
    );
    expect(Array.from(cleanEvidence(long)).length).toBeLessThanOrEqual(500);
    expect(cleanEvidence(' short\u200b ')).toBe('short');
    expect(cleanEvidence('x'.repeat(501))).toMatch(/^… x+$/);
  });

  it('shows no secret that stands at the cut', () => {
    for (let before = 0; before < 1_200; before += 7) {
      const text = `${'a '.repeat(before / 2)}Authorization: Bearer abcdefghijklmnop1234 ${'b '.repeat(600)}`;
      expect(cleanEvidence(text)).not.toMatch(/efghij|1234/);
    }
  });
});
