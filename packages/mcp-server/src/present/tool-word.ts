/** Words of the library have hyphens, those of tools underscores. */
type Underscored<Word extends string> = Word extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : Word;

/** The word of a tool for one of the library: `trusted-access` → `trusted_access`. */
export function toolWord<const Word extends string>(word: Word): Underscored<Word>;
export function toolWord(word: string): string {
  return word.replaceAll('-', '_');
}
