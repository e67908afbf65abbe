import type { Breach } from './breach.ts';
import type { ParsedSource } from './parse-source.ts';

/** Finds every cycle of files, once, as the files in their order. Imports of types count, too. */
export function findCycles(sources: readonly ParsedSource[]): Breach[] {
  const nexts = new Map(sources.map((source) => [source.path, filesOf(source)]));
  const done = new Set<string>();
  const found: Breach[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start !== -1) found.push({ path, found: [...trail.slice(start), path].join(' → ') });
    if (start !== -1 || done.has(path)) return;
    for (const next of nexts.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of nexts.keys()) visit(path, []);
  return found;
}

function filesOf({ imports }: ParsedSource): string[] {
  return imports.filter(({ kind }) => kind === 'file').map(({ target }) => target);
}
