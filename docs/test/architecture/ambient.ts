import ts from 'typescript';
import type { Breach } from './breach.ts';
import { isName, lineOf, nodesOf, type ParsedSource } from './parse-source.ts';

/** Files that may use the clock, timers and random numbers of the platform, each with its reason. */
export type AmbientFiles = ReadonlyMap<string, string>;

const GLOBALS = ['setTimeout', 'setInterval', 'setImmediate'];
const MEMBERS = [
  'AbortSignal.timeout',
  'Date.now',
  'Math.random',
  'crypto.getRandomValues',
  'crypto.randomUUID',
  'performance.now',
  'process.hrtime',
  'process.uptime',
];
const OF_NODE = ['randomBytes', 'randomFill', 'randomInt', 'randomUUID'];

/** Finds clocks, timers and random numbers that are not injected; and files that are allowed them and use none. */
export function findAmbient(sources: readonly ParsedSource[], allowed: AmbientFiles): Breach[] {
  const used = sources.flatMap(ambientOf);
  const users = new Set(used.map(({ path }) => path));
  return [
    ...used.filter(({ path }) => !allowed.has(path)),
    ...[...allowed.keys()]
      .filter((path) => !users.has(path))
      .map((path) => ({ path, found: 'is allowed clocks, timers and random numbers and uses none' })),
  ];
}

function ambientOf({ path, tree }: ParsedSource): Breach[] {
  return [...nodesOf(tree)].flatMap((node) => {
    const name = ambientName(node);
    return name === null ? [] : [{ path, found: `${name} on line ${lineOf(node)}` }];
  });
}

function ambientName(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date')
    return (node.arguments ?? []).length === 0 ? 'new Date()' : null;
  if (ts.isPropertyAccessExpression(node)) return memberNamed(node);
  if (ts.isImportSpecifier(node))
    return OF_NODE.find((name) => name === (node.propertyName ?? node.name).text) ?? null;
  if (ts.isImportDeclaration(node))
    return /^'node:timers/.test(node.moduleSpecifier.getText()) ? 'node:timers' : null;
  if (!ts.isIdentifier(node) || !isRead(node)) return null;
  return GLOBALS.find((name) => name === node.text) ?? null;
}

function memberNamed(node: ts.PropertyAccessExpression): string | null {
  const text = node.getText().replace(/^globalThis\./, '');
  return (
    MEMBERS.find((name) => name === text) ??
    GLOBALS.find((name) => node.getText() === `globalThis.${name}`) ??
    null
  );
}

/** Whether an identifier is read, and not a type or the name of a member or parameter. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isTypeQueryNode(parent) || ts.isPropertyAccessExpression(parent)) return false;
  return ts.isShorthandPropertyAssignment(parent) || !isName(node);
}
