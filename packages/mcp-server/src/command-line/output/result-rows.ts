import { isRecord } from '../../runtime/is-record.js';

/** One row of a table: scalar cells by column. */
export type Row = Readonly<Record<string, unknown>>;

/** What tools list. Other lists are details of one thing. */
const LISTS = ['computes', 'clusters', 'checks', 'causes', 'steps'];

/** A result as rows: the list in it, or the result itself as one row. */
export function rowsOf(result: unknown): readonly Row[] {
  if (Array.isArray(result)) return result.map(asRow);
  if (!isRecord(result)) return [{ result }];
  const list = LISTS.map((name) => result[name]).find((value) => Array.isArray(value));
  if (Array.isArray(list)) return list.map(asRow);
  const { sections } = result;
  return isRecord(sections) ? Object.entries(sections).map(asSection) : [result];
}

/** A row that is a list, as a query makes it, has columns without names. */
function asRow(value: unknown): Row {
  if (!Array.isArray(value)) return isRecord(value) ? value : { result: value };
  return Object.fromEntries(value.map((cell, index) => [`column${index + 1}`, cell]));
}

/** A part of the evidence from inside a cluster. */
function asSection([section, value]: [string, unknown]): Row {
  return { section, ...asRow(value) };
}

/** What a call came to; it stands above a list of details. */
const CONCLUSIONS = ['outcome', 'plan', 'ready', 'verdict'];

/** The conclusion of a result that is shown as a list of details; empty where it has none. */
export function conclusionOf(result: unknown): Row {
  if (!isRecord(result) || rowsOf(result)[0] === result) return {};
  return Object.fromEntries(Object.entries(result).filter(([name]) => CONCLUSIONS.includes(name)));
}

/** What a result says to an agent; a person reads hints on stderr. */
const FOR_AGENTS = ['next_step', 'max_wait_seconds'];

/** The columns of rows, in the order in which they come up. What is nested, or empty in all rows, has no column. */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = new Set<string>();
  for (const row of rows)
    for (const [name, value] of Object.entries(row))
      if (isCell(value) && !FOR_AGENTS.includes(name)) columns.add(name);
  return [...columns];
}

function isCell(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
