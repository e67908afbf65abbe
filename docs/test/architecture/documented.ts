import ts from 'typescript';
import type { Breach } from './breach.ts';
import { lineOf, type ParsedSource } from './parse-source.ts';

/** Finds the exported declarations without a doc comment. Names that are passed on (`export … from`) have theirs at home. */
export function findUndocumented(sources: readonly ParsedSource[]): Breach[] {
  return sources.flatMap(({ path, tree }) =>
    tree.statements
      .filter(isExported)
      .filter((statement) => !isDocumented(statement) && !isOverload(statement, tree.statements))
      .map((statement) => ({
        path,
        found: `${namesOf(statement)} on line ${lineOf(statement)} has no doc comment`,
      })),
  );
}

function isDocumented(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).length > 0;
}

/** Whether another signature of the same function has the doc comment. */
function isOverload(statement: ts.Statement, others: readonly ts.Statement[]): boolean {
  const name = ts.isFunctionDeclaration(statement) ? statement.name?.text : undefined;
  return others
    .filter((other) => ts.isFunctionDeclaration(other))
    .some((other) => name !== undefined && other.name?.text === name && isDocumented(other));
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
