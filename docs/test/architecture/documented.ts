import ts from 'typescript';
import type { Breach } from './breach.ts';
import { lineOf, type ParsedSource } from './parse-source.ts';

/** Finds the exported declarations without a doc comment. Names that are passed on (`export … from`) have theirs at home. */
export function findUndocumented(sources: readonly ParsedSource[]): Breach[] {
  return sources.flatMap(({ path, tree }) =>
    tree.statements
      .filter(isExported)
      .filter((statement) => ts.getJSDocCommentsAndTags(statement).length === 0)
      .map((statement) => ({
        path,
        found: `${namesOf(statement)} on line ${lineOf(statement)} has no doc comment`,
      })),
  );
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement)
    ? (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    : false;
}

function namesOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
  return ts.isDeclarationStatement(statement) ? (statement.name?.getText() ?? 'an export') : 'an export';
}
