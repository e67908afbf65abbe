import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framed, unframed } from './marks.js';

const NONCE = '0123456789abcdef0123456789abcdef';

describe('the marks around a command', () => {
  it('carry its exit code', () => {
    expect(framed('kubectl version', NONCE)).toBe(
      `echo BEGIN${NONCE}; kubectl version; r=$?; echo; echo END${NONCE} $r; exit $r`,
    );
  });

  it('give back any output as it was, whatever stands before it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 255 }), (before, output, exitCode) => {
        const logs = `${before}\nBEGIN${NONCE}\n${output}\nEND${NONCE} ${exitCode}\n`;
        expect(unframed(logs, NONCE)).toEqual({ kind: 'whole', output: output.replace(/\n$/, ''), exitCode });
      }),
    );
  });

  it.each([
    '',
    `BEGIN${NONCE}\nhalf`,
    `half\nEND${NONCE} 0\n`,
    `BEGIN${NONCE}\nx\nEND${NONCE} \n`,
    `BEGIN${NONCE}\nx\nENDffffffffffffffffffffffffffffffff 0\n`,
    `END${NONCE} 0\nBEGIN${NONCE}\n`,
  ])('show that %j was cut', (logs) => {
    expect(unframed(logs, NONCE)).toEqual({ kind: 'cut' });
  });

  it('are not forged by a text in the middle', () => {
    const logs = `BEGIN${NONCE}\nend of pod\nEND 0\nmore\nEND${NONCE} 3\n`;
    expect(unframed(logs, NONCE)).toEqual({ kind: 'whole', output: 'end of pod\nEND 0\nmore', exitCode: 3 });
  });
});
