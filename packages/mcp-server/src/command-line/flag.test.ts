import { describe, expect, it } from 'vitest';
import { choiceFlag, integerFlag, listFlag, switchFlag, textFlag, variableOf } from './flag.js';
import { Problems } from './problems.js';

const described = { name: 'some-flag', group: 'other' as const, help: 'does something' };

function read<T>(flag: { read(given: readonly string[] | null, problems: Problems): T }, ...given: string[]) {
  const problems = new Problems();
  const value = flag.read(given.length === 0 ? null : given, problems);
  return problems.found.length === 0 ? value : problems.found;
}

describe('the kinds of flags', () => {
  it('names the environment variable of each', () => {
    expect(variableOf(described)).toBe('AZUREML_KUBERNETES_SOME_FLAG');
  });

  it('reads switches as people write them', () => {
    const flag = switchFlag(described);
    for (const word of ['1', 'true', 'YES', 'on']) expect(read(flag, word)).toBe(true);
    for (const word of ['0', 'false', 'No', 'off']) expect(read(flag, word)).toBe(false);
    expect(read(flag)).toBe(false);
    expect(read(flag, 'perhaps')).toEqual(['AZUREML_KUBERNETES_SOME_FLAG must be true or false']);
  });

  it('takes the last text, and all of a list', () => {
    expect(read(textFlag({ ...described, value: '<x>' }), 'a', 'b')).toBe('b');
    expect(read(textFlag({ ...described, value: '<x>' }))).toBeNull();
    expect(read(listFlag({ ...described, value: '<x>' }), 'a, b,', 'c')).toEqual(['a', 'b', 'c']);
    expect(read(listFlag({ ...described, value: '<x>' }))).toBeNull();
  });

  it('holds a choice to its words, and tells the default', () => {
    const flag = choiceFlag({ ...described, choices: ['a', 'b'], otherwise: 'b' });
    expect(read(flag)).toBe('b');
    expect(read(flag, 'a')).toBe('a');
    expect(read(flag, 'A')).toEqual(['--some-flag must be one of a, b']);
    expect(flag).toMatchObject({ value: 'a|b', help: 'does something (default: b)' });
  });

  it('holds a number to its bounds', () => {
    const flag = integerFlag({ ...described, value: '<n>', min: 0, max: 65_535, otherwise: 3000 });
    expect(read(flag)).toBe(3000);
    expect(read(flag, '0')).toBe(0);
    for (const text of ['65536', '-1', '1.5', '0x10', 'many', '1e3'])
      expect(read(flag, text)).toEqual(['--some-flag must be a whole number from 0 to 65535, such as 3000']);
  });
});
