import ts from 'typescript';
import type { Breach } from './breach.ts';
import { lineOf, nodesOf, parseSource } from './parse-source.ts';
import type { SourceText } from './source-text.ts';

const NEEDS_ITS_NEIGHBOUR =
  /^(?:but|and|or|nor|so|still|then|else|otherwise|likewise|again|also|too|even|not)\b|\b(?:too|either)$/;

/** Finds titles of tests that are understood only after the test before them: a failure shows one alone. */
export function findDependentTitles(tests: readonly SourceText[]): Breach[] {
  return tests.flatMap((test) =>
    [...nodesOf(parseSource(test).tree)].flatMap((node) => {
      const title = titleOf(node);
      if (title === null || !NEEDS_ITS_NEIGHBOUR.test(title)) return [];
      return [{ path: test.path, found: `the title on line ${lineOf(node)} needs its neighbour: ${title}` }];
    }),
  );
}

/** The title of a call of `it` or `it.each(…)`. */
function titleOf(node: ts.Node): string | null {
  if (!ts.isCallExpression(node) || !/^it\b/.test(node.expression.getText())) return null;
  const [title] = node.arguments;
  return title !== undefined && ts.isStringLiteralLike(title) ? title.text : null;
}
