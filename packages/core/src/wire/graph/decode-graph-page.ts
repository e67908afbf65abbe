import * as z from 'zod';

const page = z.looseObject({
  totalRecords: z.number().int().nonnegative(),
  data: z.array(z.looseObject({ id: z.string().min(1) })),
  $skipToken: z.string().nullish(),
  resultTruncated: z.union([z.string(), z.boolean()]).nullish(),
});

/** One row: its columns, of which only the id is known to be there. */
export interface GraphRow {
  readonly id: string;
  readonly [column: string]: unknown;
}

/** One page of rows. */
export interface GraphPage {
  /** Rows of the whole query, over all pages. */
  readonly totalRecords: number;
  readonly rows: readonly GraphRow[];
  /** Opaque: sent back as it came, never read; null on the last page. */
  readonly skipToken: string | null;
  /** Whether rows were lost. It arrives as text, and is `"false"` on a page that has a next one. */
  readonly isTruncated: boolean;
}

/** A page of rows as objects, or null when the JSON is something else, such as the table form. */
export function decodeGraphPage(value: unknown): GraphPage | null {
  const parsed = page.safeParse(value).data;
  if (parsed === undefined) return null;
  return {
    totalRecords: parsed.totalRecords,
    rows: parsed.data,
    skipToken: parsed.$skipToken || null,
    isTruncated: String(parsed.resultTruncated ?? false).toLowerCase() === 'true',
  };
}
