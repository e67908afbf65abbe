import type { PackageName } from './source-text.ts';

/** What still breaks a rule, as a failure shows it. A line goes when its breach is mended; none may be added. */
export const KNOWN_BREACHES: Readonly<Record<PackageName, readonly string[]>> = {
  core: [
    'wire/arm-error.ts: imports diagnosis/causes/find-rule.ts, which the row of wire does not allow',
    'wire/refusal-hints.ts: imports diagnosis/causes/rule.ts, which the row of wire does not allow',
    'wire/decode-list.ts: imports wire/computes/decode-compute.ts, which the row of wire does not allow',
    'wire ↔ wire/computes: these folders import each other',
  ],
  'mcp-server': [],
  testkit: [],
};

/** How many exports of a package may still be without a doc comment. The number may only fall. */
export const UNDOCUMENTED: Readonly<Record<PackageName, number>> = {
  core: 35,
  'mcp-server': 67,
  testkit: 0,
};

/** How many words of the list may still stand below a folder; elsewhere none may. The numbers may only fall. */
export const WORDS_LEFT: ReadonlyMap<string, number> = new Map([
  ['packages/core', 2],
  ['', 0],
]);
