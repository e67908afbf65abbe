// Prints how large the packages are, beside how large they were before their folders were redrawn.
import { type Measures, measure } from './measure.ts';
import { parseSource } from './parse-source.ts';
import { PACKAGES, type PackageName, readSources } from './source-text.ts';

const BEFORE: Readonly<Record<PackageName, Measures>> = {
  core: { files: { median: 41, p90: 113, max: 294 }, longestFunction: 51, cycles: 0, largestFolder: 33 },
  'mcp-server': {
    files: { median: 35, p90: 94, max: 164 },
    longestFunction: 52,
    cycles: 1,
    largestFolder: 26,
  },
  testkit: { files: { median: 48, p90: 152, max: 239 }, longestFunction: 29, cycles: 0, largestFolder: 37 },
};

function show(now: Measures, before: Measures): string {
  const files = ({ files: { median, p90, max } }: Measures) => `${median}/${p90}/${max}`;
  return [
    `lines of a file (median/p90/max) ${files(now)}, before ${files(before)}`,
    `longest function ${now.longestFunction}, before ${before.longestFunction}`,
    `cycles ${now.cycles}, before ${before.cycles}`,
    `fullest folder ${now.largestFolder}, before ${before.largestFolder}`,
  ].join('; ');
}

for (const name of PACKAGES) {
  const now = measure(readSources(name).map(parseSource));
  process.stdout.write(`${name.padEnd(11)} ${show(now, BEFORE[name])}\n`);
}
