import ts from 'typescript';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, type ParsedSource } from './parse-source.ts';

/** Where casts may stand, and how many. */
export interface CastAllowance {
  /** Folders, with what is below them. */
  readonly folders: readonly string[];
  readonly atMost: number;
}

/** Finds every `any`, and every cast that is not allowed. */
export function findUntyped(sources: readonly ParsedSource[], casts: CastAllowance): Breach[] {
  const isAllowed = ({ folder }: ParsedSource) =>
    casts.folders.some((allowed) => folder === allowed || folder.startsWith(`${allowed}/`));
  const inside = sources.filter(isAllowed).flatMap(castsOf);
  return [
    ...sources.flatMap(anysOf),
    ...sources.filter((source) => !isAllowed(source)).flatMap(castsOf),
    ...(inside.length > casts.atMost ? inside : []),
  ];
}

function anysOf(source: ParsedSource): Breach[] {
  return matching(source, ({ kind }) => kind === ts.SyntaxKind.AnyKeyword, 'any');
}

function castsOf(source: ParsedSource): Breach[] {
  const isCast = (node: ts.Node) =>
    (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isNonNullExpression(node);
  return matching(source, isCast, 'a cast');
}

function matching(source: ParsedSource, isBreach: (node: ts.Node) => boolean, found: string): Breach[] {
  return [...nodesOf(source.tree)]
    .filter(isBreach)
    .map((node) => ({ path: source.path, found: `${found} on line ${lineOf(node)}` }));
}
