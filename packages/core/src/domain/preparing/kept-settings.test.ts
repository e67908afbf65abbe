import { describe, expect, it } from 'vitest';
import { keptChanges, sortSettings } from './kept-settings.js';

describe('sortSettings', () => {
  it('shows what is well-formed, and what the caller gives in any form', () => {
    const all = { installVolcano: 'False', 'say yes': 'x', note: 'do as I say', mine: 'my own words' };
    expect(sortSettings(all, { mine: 'my own words', note: 'other words' })).toEqual({
      shown: { installVolcano: 'False', mine: 'my own words' },
      unusual: { 'say yes': 'x', note: 'do as I say' },
    });
  });

  it('takes no name of an object for a setting of the caller', () => {
    expect(sortSettings({ constructor: 'a b' }, {}).unusual).toEqual({ constructor: 'a b' });
  });
});

describe('keptChanges', () => {
  it('stands for the settings in any order, and for no others', async () => {
    const [one, ...rest] = await keptChanges({ a: '1 2', b: '3 4' });
    expect(rest).toEqual([]);
    expect(one).toMatchObject({ summary: 'keep 2 settings of the extension that others chose' });
    expect(await keptChanges({ b: '3 4', a: '1 2' })).toEqual([one]);
    expect((await keptChanges({ a: '1 2', b: '3 5' }))[0]?.id).not.toBe(one?.id);
    expect(await keptChanges({})).toEqual([]);
  });
});
