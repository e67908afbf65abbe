import type { Breach } from './breach.ts';
import type { SourceText } from './source-text.ts';

/** Finds the comments that silence the linter or the compiler, other than a linter's in the files that may. */
export function findSilenced(sources: readonly SourceText[], allowed: readonly string[]): Breach[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(/biome-ignore|@ts-(?:ignore|expect-error|nocheck)/g)]
      .filter(([match]) => match !== 'biome-ignore' || !allowed.includes(path))
      .map(([match]) => ({ path, found: `${match} silences a checker` })),
  );
}
