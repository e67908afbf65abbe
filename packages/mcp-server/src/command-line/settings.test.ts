import { describe, expect, it } from 'vitest';
import { variableOf } from './flag.js';
import { FLAGS } from './flags.js';
import { Problems } from './problems.js';
import { readSettings } from './settings.js';

const flags = Object.values(FLAGS);

/** A value that a flag takes, other than its default where it has one. */
function sampleOf({ kind, value }: (typeof flags)[number]): string {
  if (kind === 'switch') return 'true';
  return value?.includes('|') ? (value.split('|').at(-1) ?? '') : '7';
}

describe('readSettings', () => {
  it.each(flags)('reads --$name alike from the command line and the environment', (flag) => {
    const problems = new Problems();
    const sample = sampleOf(flag);
    const usage = flag.kind === 'switch' ? [`--${flag.name}`] : [`--${flag.name}`, sample];
    const fromFlag = readSettings({ argv: usage, env: {} }, problems).of<unknown>(flag);
    const env = { [variableOf(flag)]: sample };
    expect(readSettings({ argv: [], env }, problems).of<unknown>(flag)).toEqual(fromFlag);
    const neither = readSettings({ argv: [], env: { [variableOf(flag)]: '' } }, problems).of<unknown>(flag);
    expect(neither).not.toEqual(fromFlag);
    expect(problems.found).toEqual([]);
  });

  it('takes no flag for one that has the name of a member of every object', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const problems = new Problems();
      readSettings({ argv: [`--${name}`], env: {} }, problems);
      expect(problems.found, name).toEqual([`--${name}: no such flag; see --help`]);
    }
  });

  it('knows the command only as the first word', () => {
    expect(readSettings({ argv: ['doctor', '--demo'], env: {} }, new Problems()).command).toBe('doctor');
    expect(readSettings({ argv: ['doctor', '--json'], env: {} }, new Problems()).json).toBe(true);
    const refused = new Problems();
    readSettings({ argv: ['--json'], env: {} }, refused);
    expect(refused.found).toEqual([expect.stringMatching(/^--json: no such flag/)]);
    const problems = new Problems();
    expect(readSettings({ argv: ['--demo', 'doctor'], env: {} }, problems).command).toBeNull();
    expect(problems.found).toEqual(['argument 2 is neither a flag nor a command; see --help']);
  });
});
