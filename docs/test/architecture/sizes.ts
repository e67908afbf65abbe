import ts from 'typescript';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, type ParsedSource } from './parse-source.ts';

/** What one reader can hold. */
const BOUNDS = { fileLines: 300, functionLines: 60, parameters: 4, filesInFolder: 25 } as const;

/** A function, method, constructor or accessor with a body. */
export interface FunctionSize {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  readonly lines: number;
  readonly parameters: number;
}

/** Finds files, functions, lists of parameters and folders over their bounds. */
export function findTooLarge(sources: readonly ParsedSource[]): Breach[] {
  return [
    ...sources
      .filter(({ text }) => linesOf(text) > BOUNDS.fileLines)
      .map(({ path, text }) => ({ path, found: `${linesOf(text)} lines` })),
    ...sources.flatMap(functionsOf).flatMap(tooLargeIn),
    ...[...filesByFolder(sources)]
      .filter(([, count]) => count > BOUNDS.filesInFolder)
      .map(([path, count]) => ({ path, found: `${count} files in this folder` })),
  ];
}

/** The number of lines of a text, without the empty one after the last line break. */
export function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}

/** How many sources each folder has of its own. */
export function filesByFolder(sources: readonly ParsedSource[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { folder } of sources) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return counts;
}

/** The functions of a source, with their sizes. */
export function functionsOf({ path, tree }: ParsedSource): FunctionSize[] {
  return [...nodesOf(tree)]
    .filter((node) => ts.isFunctionLike(node))
    .filter((node) => 'body' in node && node.body !== undefined)
    .map((node) => ({
      path,
      line: lineOf(node),
      name: nameOf(node),
      lines: tree.getLineAndCharacterOfPosition(node.end).line + 2 - lineOf(node),
      parameters: node.parameters.filter(({ name }) => name.getText(tree) !== 'this').length,
    }));
}

function tooLargeIn({ path, line, name, lines, parameters }: FunctionSize): Breach[] {
  const place = `${name} on line ${line} has`;
  return [
    ...(lines > BOUNDS.functionLines ? [{ path, found: `${place} ${lines} lines` }] : []),
    ...(parameters > BOUNDS.parameters ? [{ path, found: `${place} ${parameters} parameters` }] : []),
  ];
}

function nameOf(node: ts.SignatureDeclaration): string {
  const named = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return named?.getText() ?? 'a function';
}
