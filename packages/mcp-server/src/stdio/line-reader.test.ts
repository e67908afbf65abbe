import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from './line-reader.js';

/** The lines of a text that arrives in pieces of these sizes. */
function readInPieces(bytes: Buffer, sizes: readonly number[]): string[] {
  const reader = new LineReader(1_000);
  const lines: string[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    lines.push(...reader.push(bytes.subarray(at, at + size)));
    at += size;
  }
  return lines;
}

const line = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .map((text) => text.replace(/[\r\n]/g, '').toWellFormed());

describe('a line reader', () => {
  it('gives the lines that were written, however the bytes are cut, also within a letter', () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 200 });
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 6 }),
        sizes,
        fc.constantFrom('\n', '\r\n'),
        (lines, cuts, end) => {
          const bytes = Buffer.from(lines.map((one) => one + end).join(''));
          expect(readInPieces(bytes, cuts)).toEqual(lines);
        },
      ),
    );
  });

  it('keeps a line whose end has not come', () => {
    const reader = new LineReader(100);
    expect(reader.push(Buffer.from('one\ntwo\nthr'))).toEqual(['one', 'two']);
    expect(reader.push(Buffer.from('ee'))).toEqual([]);
    expect(reader.push(Buffer.from('\n'))).toEqual(['three']);
  });

  it('refuses a line above the bound, and not many short ones', () => {
    const reader = new LineReader(10);
    expect(reader.push(Buffer.from('1234567890\n'.repeat(50)))).toHaveLength(50);
    expect(reader.push(Buffer.from('12345'))).toEqual([]);
    expect(() => reader.push(Buffer.from('678901'))).toThrow(RangeError);
  });
});
