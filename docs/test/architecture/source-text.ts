import { readdirSync, readFileSync } from 'node:fs';
import { pathOf } from '../markdown.ts';

/** The packages whose sources have rules. */
export const PACKAGES = ['core', 'mcp-server', 'testkit'] as const;

/** A package of this repository whose sources have rules. */
export type PackageName = (typeof PACKAGES)[number];

const TEST = /\.test(?:-d)?\.ts$/;

/** A file as the rules see it: nothing but its place and its text. */
export interface SourceText {
  /** From the top of what was read, with `/` between folders. */
  readonly path: string;
  readonly text: string;
}

/** Reads the files below a folder of the repository whose path the filter accepts, in the order of their paths. */
function readTexts(folder: string, accepts: (path: string) => boolean): SourceText[] {
  return readdirSync(pathOf(folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)(?:node_modules|dist|coverage|reports)\//.test(path) && accepts(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(pathOf(`${folder}/${path}`), 'utf8') }));
}

/** Reads the sources of a package, without its tests; paths start below `src/`. */
export function readSources(name: PackageName): SourceText[] {
  return readTexts(`packages/${name}/src`, (path) => path.endsWith('.ts') && !TEST.test(path));
}

/** Reads the tests that stand among the sources of a package. */
export function readTestsAmongSources(name: PackageName): SourceText[] {
  return readTexts(`packages/${name}/src`, (path) => TEST.test(path));
}
