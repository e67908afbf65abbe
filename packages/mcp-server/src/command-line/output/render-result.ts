import type { OutputFormat } from './output-format.js';
import { plainCell, plainLine } from './plain-line.js';
import { type Paint, renderTable } from './render-table.js';
import { columnsOf, rowsOf } from './result-rows.js';

/** Writes a result in one of the formats. JSON and YAML give all of it, tables and TSV what is not nested. */
export async function renderResult(result: unknown, format: OutputFormat, paint?: Paint): Promise<string> {
  switch (format) {
    case 'json':
      return `${JSON.stringify(result, null, 2)}\n`;
    case 'yaml':
      return (await import('./to-yaml.js')).toYaml(result);
    case 'tsv':
      return renderTsv(result);
    case 'table':
      return renderTable(result, paint);
    case 'none':
      return '';
  }
}

function renderTsv(result: unknown): string {
  const rows = rowsOf(result);
  const columns = columnsOf(rows);
  return rows
    .map((row) => `${plainLine(columns.map((column) => plainCell(row[column])).join('\t'))}\n`)
    .join('');
}
