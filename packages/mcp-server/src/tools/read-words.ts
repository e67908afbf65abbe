import { toolWord } from '../present/tool-word.js';

/** The words of the library that words of a tool name; undefined where the caller gives none. */
export function readWords<Word extends string>(
  known: readonly Word[],
  words: readonly string[] | undefined,
): readonly Word[] | undefined {
  return words && known.filter((word) => words.includes(toolWord(word)));
}
