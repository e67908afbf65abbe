/** More rows than any list of these is shown with. */
const MAX_ROWS = 5_000;
const MAX_CELL = 4_000;

/** The lines of an output as cells between tabs; lines with fewer cells than asked for are left out. */
export function decodeRows(output: string, cells: number): string[][] {
  return output
    .split('\n')
    .map((line) => line.split('\t').map((cell) => cell.slice(0, MAX_CELL)))
    .filter((row) => row.length >= cells)
    .slice(0, MAX_ROWS);
}

/** Null for an empty cell. */
export function cellOf(cell: string | undefined): string | null {
  return cell === undefined || cell === '' ? null : cell;
}

/** The value of a JSON text, or undefined when it is something else. */
export function parseJsonText(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
