import type { Breach } from './breach.ts';
import { folderOf, type ParsedSource } from './parse-source.ts';

/** What a folder may import, by its name: folders, files of the root, packages; null is everything. */
export type Directions = ReadonlyMap<string, readonly string[] | null>;

/** Finds every import that the directions do not allow, and every folder that they do not know, or that is gone. */
export function findWrongDirections(sources: readonly ParsedSource[], directions: Directions): Breach[] {
  const folders = new Set(sources.map(({ folder }) => folder));
  const unknown = [...folders].filter((folder) => !directions.has(folder));
  const gone = [...directions.keys()].filter((folder) => !folders.has(folder));
  return [
    ...unknown.map((path) => ({ path, found: 'this folder has no row in the table' })),
    ...gone.map((path) => ({ path, found: 'the table has a row for this folder, which has no source' })),
    ...sources.flatMap((source) => wrongImports(source, directions.get(source.folder) ?? null)),
  ];
}

/** Finds the pairs of folders that import each other, as `one ↔ other`, other than those that are allowed. */
export function findMutualFolders(sources: readonly ParsedSource[], allowed: readonly string[]): Breach[] {
  const arrows = new Set(
    sources.flatMap((source) => foldersOf(source).map((to) => `${source.folder} → ${to}`)),
  );
  const pairs = [...arrows]
    .map((arrow) => arrow.split(' → '))
    .filter(([from = '', to = '']) => from < to && arrows.has(`${to} → ${from}`))
    .map((pair) => pair.join(' ↔ '));
  const gone = allowed.filter((pair) => !pairs.includes(pair));
  return [
    ...pairs
      .filter((pair) => !allowed.includes(pair))
      .map((path) => ({ path, found: 'these folders import each other' })),
    ...gone.map((path) => ({ path, found: 'these folders no longer import each other: delete the line' })),
  ];
}

function wrongImports({ path, folder, imports }: ParsedSource, allowed: readonly string[] | null): Breach[] {
  if (allowed === null) return [];
  return imports
    .filter(({ kind, target }) => {
      const place = kind === 'file' ? folderOf(target) : target;
      return place !== folder && !allowed.includes(place === 'root' ? target : place);
    })
    .map(({ target }) => ({ path, found: `imports ${target}, which the row of ${folder} does not allow` }));
}

/** The other folders that a source imports, without the root: what stands there may be imported by name only. */
function foldersOf({ folder, imports }: ParsedSource): string[] {
  return imports
    .filter(({ kind }) => kind === 'file')
    .map(({ target }) => folderOf(target))
    .filter((to) => to !== folder && to !== 'root' && folder !== 'root');
}
