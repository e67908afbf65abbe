import { cleanText } from '../../present/clean-text.js';

/** Longest text of a cell. An ARM id is shorter. */
const MAX_CELL = 2_000;

/** A cell of one line. Others can write the text, so it loses line ends, tabs and what does not show. */
export function plainCell(value: unknown): string {
  return value === null || value === undefined ? '' : cleanText(String(value), MAX_CELL);
}

/** Runners of pipelines take lines that begin like these for commands. */
const COMMAND = /^\s*(?:::|##\[|##vso\[)/;

/** A line that no runner of pipelines takes for a command. */
export function plainLine(line: string): string {
  return COMMAND.test(line) ? `'${line.trimStart()}` : line;
}
