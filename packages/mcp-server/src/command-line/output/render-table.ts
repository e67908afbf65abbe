import { plainCell, plainLine } from './plain-line.js';
import { columnsOf, conclusionOf, type Row, rowsOf } from './result-rows.js';

/** Paints a cell without changing its width on the screen. */
export type Paint = (column: string, text: string) => string;

/** Writes a result as a table: a header, a line below it, and one line a row. A single row stands upright. */
export function renderTable(result: unknown, paint: Paint = (_column, text) => text): string {
  const rows = rowsOf(result);
  const columns = columnsOf(rows);
  const conclusion = conclusionOf(result);
  const named = columnsOf([conclusion]);
  const head = named.length === 0 ? '' : `${renderUpright(conclusion, named, paint)}\n`;
  if (columns.length === 0) return head;
  const [only] = rows;
  return only !== undefined && rows.length === 1 && !Array.isArray(result)
    ? head + renderUpright(only, columns, paint)
    : head + renderRows(rows, columns, paint);
}

function renderUpright(row: Row, columns: readonly string[], paint: Paint): string {
  const width = Math.max(...columns.map((column) => headerOf(column).length));
  return columns
    .filter((column) => row[column] !== undefined)
    .map((column) => `${headerOf(column).padEnd(width)}  ${paint(column, plainCell(row[column]))}\n`)
    .join('');
}

function renderRows(rows: readonly Row[], columns: readonly string[], paint: Paint): string {
  const cells = rows.map((row) => columns.map((column) => plainCell(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(headerOf(column).length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[], show: Paint): string => {
    const padded = texts.map((text, index) => {
      const isLast = index === texts.length - 1;
      const column = columns[index] ?? '';
      return show(column, text) + (isLast ? '' : ' '.repeat((widths[index] ?? 0) - text.length));
    });
    return `${plainLine(padded.join('  ').trimEnd())}\n`;
  };
  const unpainted: Paint = (_column, text) => text;
  return [
    line(columns.map(headerOf), unpainted),
    line(
      widths.map((width) => '-'.repeat(width)),
      unpainted,
    ),
    ...cells.map((texts) => line(texts, paint)),
  ].join('');
}

/** `resource_id` → `ResourceId`, as Azure's own command line writes its headers. */
function headerOf(column: string): string {
  return column
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
