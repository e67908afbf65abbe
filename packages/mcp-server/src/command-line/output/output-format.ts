/** How a result is written; `none` writes nothing. */
export const OUTPUT_FORMATS = ['json', 'table', 'tsv', 'yaml', 'none'] as const;

/** A way of writing a result. */
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];
