import { expect, it } from 'vitest';
import { matchProblem } from './match-problem.js';

const PATTERNS = [
  { id: 'words', words: /is broken/i },
  { id: 'named', codes: ['NamedInText'] },
  { id: 'coded', codes: ['OtherCode', 'ItsCode'] },
];

function idOf(code: string | null, message: string): string | undefined {
  return matchProblem({ code, message }, PATTERNS)?.id;
}

it('takes the code first, then a code in the message, then the words', () => {
  const message = 'it is broken, says NamedInText';
  expect(idOf('itscode', message)).toBe('coded');
  expect(idOf('Mystery', message)).toBe('named');
  expect(idOf(null, 'it is broken')).toBe('words');
});

it('finds a code only where it stands alone in the message', () => {
  expect(idOf(null, 'xNamedInTexty')).toBeUndefined();
  expect(idOf(null, '(namedintext)')).toBe('named');
});

it('finds nothing where no pattern fits', () => {
  expect(idOf(null, '')).toBeUndefined();
  expect(matchProblem({ code: 'ItsCode', message: 'it is broken' }, [])).toBeUndefined();
});

it('takes a pattern only with the words that it needs, and without those that show another problem', () => {
  const patterns = [
    { id: 'needy', codes: ['Refused'], needs: /mfa/i },
    { id: 'choosy', codes: ['Refused'], unless: /is forbidden/i },
  ];
  const find = (message: string) => matchProblem({ code: 'Refused', message }, patterns)?.id;
  expect(find('MFA is asked for')).toBe('needy');
  expect(find('no')).toBe('choosy');
  expect(find('it is forbidden')).toBeUndefined();
});
