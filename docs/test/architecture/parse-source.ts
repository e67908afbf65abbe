import ts from 'typescript';
import type { SourceText } from './source-text.ts';

/** A source with its syntax tree. */
export interface ParsedSource extends SourceText {
  /** The folder below `src/`; `root` where there is none. */
  readonly folder: string;
  readonly tree: ts.SourceFile;
  /** What it imports: files of the package as paths, others by the name of their package, Node's by `node`. */
  readonly imports: readonly Import[];
}

/** One import, export-from or `import()` of a file. */
export interface Import {
  readonly kind: 'file' | 'package';
  readonly target: string;
}

/** Parses one source. Nothing is resolved: a relative import is a path, whether or not there is a file. */
export function parseSource({ path, text }: SourceText): ParsedSource {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  return {
    path,
    text,
    tree,
    folder: folderOf(path),
    imports: modulesOf(tree).map((name) => importOf(path, name)),
  };
}

/** The folder of a path; `root` for a file at the top. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end === -1 ? 'root' : path.slice(0, end);
}

/** Every node below this one, depth first, itself included. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}

/** The line of a node's first letter, counted from 1. */
export function lineOf(node: ts.Node): number {
  const tree = node.getSourceFile();
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** Whether an identifier only names its parent: a member, a parameter or a declaration. */
export function isName(node: ts.Identifier): boolean {
  return 'name' in node.parent && node.parent.name === node;
}

function modulesOf(tree: ts.SourceFile): string[] {
  return [...nodesOf(tree)].map(moduleNamed).filter((name) => name !== null);
}

function moduleNamed(node: ts.Node): string | null {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return literal(node.moduleSpecifier);
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return literal(node.arguments[0]);
  return null;
}

function literal(node: ts.Node | undefined): string | null {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : null;
}

function importOf(path: string, module: string): Import {
  if (module.startsWith('.')) {
    const { pathname } = new URL(module, `file:///${path}`);
    return { kind: 'file', target: pathname.slice(1).replace(/\.js$/, '.ts') };
  }
  if (module.startsWith('node:')) return { kind: 'package', target: 'node' };
  const [scope = '', name = ''] = module.split('/');
  const target = scope.startsWith('@') ? `${scope}/${name}` : scope;
  return { kind: 'package', target: target.replace(/^@azureml-kubernetes\//, '') };
}
