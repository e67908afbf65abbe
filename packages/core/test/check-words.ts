import type { Check } from '../src/diagnosis/checks/check.js';

/** What a reader sees of checks, a line each, each once: `status id: evidence → fix [source]`. */
export function wordsOf(...checks: readonly (Check | readonly Check[])[]): string {
  const lines = checks
    .flat()
    .map(
      ({ id, status, evidence, fix, source }) =>
        `${status} ${id}: ${evidence}${fix === null ? '' : ` → ${fix}`} [${source}]`,
    );
  return [...new Set(lines)].join('\n').replaceAll(/\/subscriptions\/\S+\/providers/g, '…');
}
