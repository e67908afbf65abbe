import { describe, expect, it } from 'vitest';
import { FLAGS } from './flags.js';
import { groupedFlags, renderHelp } from './render-help.js';

describe('renderHelp', () => {
  it('tells of every flag once, within the width of a page', () => {
    const help = renderHelp();
    for (const { name } of Object.values(FLAGS))
      expect(help.match(new RegExp(`^  --${name}(?= |$)`, 'gm')), name).toHaveLength(1);
    for (const line of help.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
  });

  it('has a place for every flag of the table', () => {
    const shown = groupedFlags().flatMap(({ flags }) => flags.map(({ name }) => name));
    expect(shown.sort()).toEqual(
      Object.values(FLAGS)
        .map(({ name }) => name)
        .sort(),
    );
    expect(new Set(shown).size).toBe(shown.length);
  });
});
