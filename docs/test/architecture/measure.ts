import { findCycles } from './cycles.ts';
import type { ParsedSource } from './parse-source.ts';
import { filesByFolder, functionsOf, linesOf } from './sizes.ts';

/** How large a package and its parts are. */
export interface Measures {
  /** Lines of a file. */
  readonly files: { readonly median: number; readonly p90: number; readonly max: number };
  /** Lines of the longest function. */
  readonly longestFunction: number;
  readonly cycles: number;
  /** Files of the fullest folder. */
  readonly largestFolder: number;
}

/** Measures the sources of a package, which must have at least one. */
export function measure(sources: readonly ParsedSource[]): Measures {
  const lengths = sources.map(({ text }) => linesOf(text)).sort((one, other) => one - other);
  return {
    files: { median: rank(lengths, 0.5), p90: rank(lengths, 0.9), max: rank(lengths, 1) },
    longestFunction: Math.max(...sources.flatMap(functionsOf).map(({ lines }) => lines)),
    cycles: findCycles(sources).length,
    largestFolder: Math.max(...filesByFolder(sources).values()),
  };
}

/** The value below which this share of the sorted values lies. */
function rank(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
