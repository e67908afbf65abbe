import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellLine } from './shell-line.js';

describe('shellLine', () => {
  it.each([
    ['nothing', {}, 'az aks start'],
    [
      'names',
      { name: 'my-aks', 'resource-group': 'rg_1.x' },
      'az aks start --name my-aks --resource-group rg_1.x',
    ],
    [
      'a group with parentheses',
      { 'resource-group': 'rg(prod)' },
      "az aks start --resource-group 'rg(prod)'",
    ],
    ['a value that begins with a hyphen', { 'resource-group': '-rg' }, "az aks start --resource-group='-rg'"],
    ['an option that is not known', { name: 'a', version: null }, 'az aks start --name a'],
    ['a quote', { name: "a'b" }, "az aks start --name 'a'\\''b'"],
  ])('writes %s', (_title, options, line) => {
    expect(shellLine('az aks start', options)).toBe(line);
  });

  it('hands every value to the shell as one word', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => !/\0|^-/.test(text)),
        (value) => {
          const line = shellLine('printf %s%s', { n: value });
          expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe(`--n${value}`);
        },
      ),
      { numRuns: 30 },
    );
  });
});
