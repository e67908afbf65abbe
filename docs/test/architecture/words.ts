import type { Breach } from './breach.ts';
import type { SourceText } from './source-text.ts';

/** Words that are not the English of engineers, each with what to write instead. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['anew', 'again'],
  ['whoever', 'the caller, a client, the user'],
  ['for ever', 'indefinitely, without end'],
  ['told of', 'informed, notified'],
  ['somebody', 'another caller, someone'],
  ['nobody', 'no caller, no one'],
  ['is none', 'is invalid, does not exist'],
  ["of one's own", 'your own'],
  ['who asks', 'the caller'],
  ['he', 'they'],
  ['his', 'their'],
  ['him', 'them'],
]);

/** A word with a small or a capital first letter, over line breaks and what begins a line of a comment. */
function patternOf(word: string): string {
  const [first = ''] = word;
  return `[${first}${first.toUpperCase()}]${word.slice(1).replaceAll(' ', '[\\s*/]+')}`;
}

/** Names in code may hold a word between hyphens, and "there is none" is English. */
const PATTERN = new RegExp(
  `(?<![\\w-]|there\\s+(?=is\\s+none))(?:${[...WORDS.keys()].map(patternOf).join('|')})(?![\\w-])`,
  'g',
);

/** Finds the words of the list, with their line. A word may be broken over two lines of a page. */
export function findWords(texts: readonly SourceText[]): Breach[] {
  return texts.flatMap(({ path, text }) =>
    [...text.matchAll(PATTERN)].map((match) => {
      const word = match[0].replaceAll(/[\s*/]+/g, ' ').toLowerCase();
      const line = text.slice(0, match.index).split('\n').length;
      return { path, found: `"${word}" on line ${line}: write ${WORDS.get(word) ?? 'another word'}` };
    }),
  );
}
