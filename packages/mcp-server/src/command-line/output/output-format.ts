/** How a result is written; `none` writes nothing. */
export const OUTPUT_FORMATS = ['json', 'table', 'tsv', 'yaml', 'none'] as const;

/** A way of writing a result. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** The format that a word names, in any case; the default where none is given, null where the word is unknown. */
export function findOutputFormat(word: string | null): OutputFormat | null {
  return OUTPUT_FORMATS.find((format) => format === (word ?? 'table').toLowerCase()) ?? null;
}

/** What to say of another word. */
export const WRONG_OUTPUT_FORMAT = `--output must be one of ${OUTPUT_FORMATS.join(', ')}`;
