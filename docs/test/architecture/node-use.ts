import ts from 'typescript';
import type { Breach } from './breach.ts';
import { isName, lineOf, nodesOf, type ParsedSource } from './parse-source.ts';

const GLOBALS = ['Buffer', 'global', 'process', 'require', 'setImmediate', '__dirname', '__filename'];

/** Finds what only Node has: its modules and its globals. */
export function findNodeUse(sources: readonly ParsedSource[]): Breach[] {
  return sources.flatMap(({ path, tree, imports }) => [
    ...imports
      .filter(({ target }) => target === 'node')
      .map(() => ({ path, found: 'imports a module of Node' })),
    ...[...nodesOf(tree)]
      .filter((node) => ts.isIdentifier(node))
      .filter((node) => GLOBALS.includes(node.text) && !isName(node))
      .map((node) => ({ path, found: `${node.text} on line ${lineOf(node)}` })),
  ]);
}
