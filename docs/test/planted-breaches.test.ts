import { describe, expect, it } from 'vitest';
import { findAmbient } from './architecture/ambient.ts';
import { type Breach, showBreach } from './architecture/breach.ts';
import { findCycles } from './architecture/cycles.ts';
import { findMutualFolders, findWrongDirections } from './architecture/direction.ts';
import { findUndocumented } from './architecture/documented.ts';
import { findNodeUse } from './architecture/node-use.ts';
import { parseSource } from './architecture/parse-source.ts';
import { findMisplacedTests } from './architecture/placed-tests.ts';
import { readPromises } from './architecture/read-page.ts';
import { findSilenced } from './architecture/silencing.ts';
import { findTooLarge } from './architecture/sizes.ts';
import { findDependentTitles } from './architecture/titles.ts';
import { findUntyped } from './architecture/types.ts';
import { findWords } from './architecture/words.ts';

const NO_CASTS = { folders: [], atMost: 0 };
const NOWHERE = new Map<string, string>();

/** Sources in memory, by their path. */
function plant(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([path, text]) => parseSource({ path, text }));
}

function shown(breaches: readonly Breach[]): string[] {
  return breaches.map(showBreach);
}

describe('an import that the table does not allow', () => {
  const directions = new Map([
    ['errors', []],
    ['domain', ['errors', 'root.ts', 'zod']],
  ]);

  it.each([
    ['of a folder', "import { a } from '../wire/a.js';", 'wire/a.ts'],
    ['of a type', "import type { A } from '../wire/a.js';", 'wire/a.ts'],
    ['on demand', "const a = await import('../wire/a.js');", 'wire/a.ts'],
    ['of a type on demand', "type A = import('../wire/a.js').A;", 'wire/a.ts'],
    ['that is passed on', "export { a } from '../wire/a.js';", 'wire/a.ts'],
    ['of a file of the root', "import { a } from '../other.js';", 'other.ts'],
    ['of a package', "import { a } from 'jose/deep';", 'jose'],
    ['of Node', "import { a } from 'node:fs/promises';", 'node'],
  ])('%s is found', (_kind, text, target) => {
    const found = findWrongDirections(plant({ 'errors/a.ts': '', 'domain/b.ts': text }), directions);
    expect(shown(found)).toEqual([`domain/b.ts: imports ${target}, which the row of domain does not allow`]);
  });

  it('is not found in an import that is allowed, nor in one that a comment or a string speaks of', () => {
    const text = `import { a } from '../errors/a.js';\nimport { z } from 'zod';\nimport r from '../root.js';
      // import { a } from '../wire/a.js';\nconst said = "import { a } from '../wire/a.js'";`;
    expect(findWrongDirections(plant({ 'errors/a.ts': '', 'domain/b.ts': text }), directions)).toEqual([]);
  });

  it('is found in a folder without a row, and a row without a folder', () => {
    expect(shown(findWrongDirections(plant({ 'errors/a.ts': '', 'shed/b.ts': '' }), directions))).toEqual([
      'shed: this folder has no row in the table',
      'domain: the table has a row for this folder, which has no source',
    ]);
  });
});

describe('folders and files that import each other', () => {
  const files = {
    'a/one.ts': "import '../b/two.js';",
    'b/two.ts': '',
    'b/three.ts': "import '../a/four.js';",
  };

  it('are found where the page does not list the pair', () => {
    expect(shown(findMutualFolders(plant({ ...files, 'a/four.ts': '' }), []))).toEqual([
      'a ↔ b: these folders import each other',
    ]);
    expect(findMutualFolders(plant(files), ['a ↔ b'])).toEqual([]);
  });

  it('are found where the page lists a pair that is gone', () => {
    expect(shown(findMutualFolders(plant({ 'a/one.ts': '' }), ['a ↔ b']))).toEqual([
      'a ↔ b: these folders no longer import each other: delete the line',
    ]);
  });

  it('are found as a cycle of files, also of types only', () => {
    const cycle = {
      'a.ts': "import './b.js';",
      'b.ts': "import type { C } from './c.js';",
      'c.ts': "export * from './a.js';",
    };
    expect(shown(findCycles(plant(cycle)))).toEqual(['a.ts: a.ts → b.ts → c.ts → a.ts']);
    expect(findCycles(plant({ ...cycle, 'c.ts': '' }))).toEqual([]);
  });
});

describe('what is too large', () => {
  const lines = (count: number) => 'f();\n'.repeat(count);

  it('is found in a file of 301 lines', () => {
    expect(shown(findTooLarge(plant({ 'a.ts': lines(301), 'b.ts': lines(300) })))).toEqual([
      'a.ts: 301 lines',
    ]);
  });

  it.each([
    ['a function', (body: string) => `function long() {\n${body}}`, 'long'],
    ['an arrow', (body: string) => `const long = () => {\n${body}};`, 'long'],
    ['a method', (body: string) => `class A { long() {\n${body}} }`, 'long'],
  ])('is found in %s of 61 lines', (_kind, write, name) => {
    expect(shown(findTooLarge(plant({ 'a.ts': write(lines(59)) })))).toEqual([
      `a.ts: ${name} on line 1 has 61 lines`,
    ]);
    expect(findTooLarge(plant({ 'a.ts': write(lines(58)) }))).toEqual([]);
  });

  it('is found in five parameters, of which `this` does not count', () => {
    const sources = plant({ 'a.ts': 'function f(a, b, c, d, e) {}\nfunction g(this: A, a, b, c, d) {}' });
    expect(shown(findTooLarge(sources))).toEqual(['a.ts: f on line 1 has 5 parameters']);
  });

  it('is found in a folder of 26 files', () => {
    const files = (count: number) =>
      Object.fromEntries([...Array(count).keys()].map((n) => [`a/${n}.ts`, '']));
    expect(shown(findTooLarge(plant(files(26))))).toEqual(['a: 26 files in this folder']);
    expect(findTooLarge(plant(files(25)))).toEqual([]);
  });
});

describe('what has no type', () => {
  it.each([
    ['let a: any;', 'any on line 1'],
    ['function f(a: Map<string, any>) {}', 'any on line 1'],
    ['const a = b as C;', 'a cast on line 1'],
    ['const a = <C>b;', 'a cast on line 1'],
    ['const a = b!;', 'a cast on line 1'],
  ])('%s is found', (text, found) => {
    expect(shown(findUntyped(plant({ 'a.ts': text }), NO_CASTS))).toEqual([`a.ts: ${found}`]);
  });

  it('is not found in `as const`, a renamed import, a comment or a string', () => {
    const text = "import { a as b } from 'c';\nconst d = [b] as const; // as any\nconst e = 'f as any';";
    expect(findUntyped(plant({ 'a.ts': text }), NO_CASTS)).toEqual([]);
  });

  it('is allowed as a cast in the folder of JSON and below it, up to its number', () => {
    const sources = plant({ 'wire/a.ts': 'const a = b as C;', 'wire/computes/a.ts': 'const a = b as C;' });
    expect(findUntyped(sources, { folders: ['wire'], atMost: 2 })).toEqual([]);
    expect(findUntyped(sources, { folders: ['wire'], atMost: 1 })).toHaveLength(2);
  });
});

describe('a checker that is silenced', () => {
  it('is found, and may be a linter in a named file only', () => {
    const text = '// biome-ignore lint/a/b: a reason\n// @ts-expect-error: a reason';
    const sources = [
      { path: 'a.ts', text },
      { path: 'b.ts', text },
    ];
    expect(shown(findSilenced(sources, ['b.ts']))).toEqual([
      'a.ts: biome-ignore silences a checker',
      'a.ts: @ts-expect-error silences a checker',
      'b.ts: @ts-expect-error silences a checker',
    ]);
  });
});

describe('a clock, timer or random number of the platform', () => {
  it.each([
    ['const at = Date.now();', 'Date.now'],
    ['const at = new Date();', 'new Date()'],
    ['const at = performance.now();', 'performance.now'],
    ['setTimeout(f, 1);', 'setTimeout'],
    ['globalThis.setTimeout(f, 1);', 'setTimeout'],
    ['function wait(timer = setTimeout) {}', 'setTimeout'],
    ['const timers = { setInterval };', 'setInterval'],
    ['const timers = { every: setInterval };', 'setInterval'],
    ['const id = crypto.randomUUID();', 'crypto.randomUUID'],
    ['const id = globalThis.crypto.randomUUID();', 'crypto.randomUUID'],
    ["import { randomBytes } from 'node:crypto';", 'randomBytes'],
    ["import { setTimeout as sleep } from 'node:timers/promises';", 'node:timers'],
    ['const share = Math.random();', 'Math.random'],
    ['const late = AbortSignal.timeout(1);', 'AbortSignal.timeout'],
  ])('%s is found', (text, name) => {
    expect(shown(findAmbient(plant({ 'a.ts': text }), NOWHERE))).toContain(`a.ts: ${name} on line 1`);
  });

  it('is not found in an instant that is given, a type, or a member of that name', () => {
    const text = `const at = new Date(given);\ntype Timer = ReturnType<typeof setTimeout>;
      interface Timers { setTimeout: Timer }\nclock.setTimeout(f);`;
    expect(findAmbient(plant({ 'a.ts': text }), NOWHERE)).toEqual([]);
  });

  it('may stand in a named file, which is found when it has none any more', () => {
    const sources = plant({ 'a.ts': 'Date.now();' });
    expect(findAmbient(sources, new Map([['a.ts', 'a reason']]))).toEqual([]);
    expect(shown(findAmbient(plant({ 'a.ts': '' }), new Map([['a.ts', 'a reason']])))).toEqual([
      'a.ts: is allowed clocks, timers and random numbers and uses none',
    ]);
  });
});

describe('an export without a doc comment', () => {
  it.each([
    ['export function f() {}', 'f'],
    ['export const a = 1;', 'a'],
    ['export interface A {}', 'A'],
    ['export type A = 1;', 'A'],
    ['export class A {}', 'A'],
    ['// only a note\nexport class A {}', 'A'],
  ])('%s is found', (text, name) => {
    const [found] = shown(findUndocumented(plant({ 'a.ts': text })));
    expect(found).toMatch(new RegExp(`^a\\.ts: ${name} on line \\d has no doc comment$`));
  });

  it('is not found where another signature of the function has one', () => {
    const text =
      '/** Does. */\nexport function f(a: 1): 1;\nexport function f(a: 2): 2;\nexport function f(a) {}';
    expect(findUndocumented(plant({ 'a.ts': text }))).toEqual([]);
  });

  it('is not found where there is one, in a name that is passed on, or in what stays inside', () => {
    const text = "/** Does. */\nexport function f() {}\nexport { a } from './a.js';\nconst b = 1;";
    expect(findUndocumented(plant({ 'a.ts': text }))).toEqual([]);
  });
});

describe('what only Node has', () => {
  it.each([
    ["import { join } from 'node:path';", 'imports a module of Node'],
    ['process.exit();', 'process on line 1'],
    ["const a = Buffer.from('a');", 'Buffer on line 1'],
    ["const a = require('a');", 'require on line 1'],
  ])('%s is found', (text, found) => {
    expect(shown(findNodeUse(plant({ 'a.ts': text })))).toEqual([`a.ts: ${found}`]);
  });

  it('is not found in a member of that name', () => {
    expect(findNodeUse(plant({ 'a.ts': 'interface A { process: string }\na.process;' }))).toEqual([]);
  });
});

describe('a test without a subject', () => {
  const sources = ['a/one.ts', 'a/two.ts'].map((path) => ({ path, text: '' }));
  const found = (path: string, text: string) => shown(findMisplacedTests([{ path, text }], sources));

  it('is found beside other files, and not beside that of its name', () => {
    expect(found('a/other.test.ts', "import './one.js';")).toEqual([
      'a/other.test.ts: has neither a file of its name beside it, nor its folder as its subject',
    ]);
    expect(found('a/one.test.ts', '')).toEqual([]);
  });

  it('is not found where the folder is the subject', () => {
    expect(found('a/other.test.ts', "import './one.js';\nimport './two.js';")).toEqual([]);
  });
});

describe('a title that needs its neighbour', () => {
  it.each(['but not when it is told not to', 'and passes on', 'does so without sessions, too'])(
    '%s is found',
    (title) => {
      const text = `it.each([1])('${title}', () => {});`;
      expect(shown(findDependentTitles([{ path: 'a.test.ts', text }]))).toEqual([
        `a.test.ts: the title on line 1 needs its neighbour: ${title}`,
      ]);
    },
  );

  it('is not found in one that stands alone', () => {
    const text = "it('sends nothing', () => {});\ndescribe('and this', () => {});\nexpect(a).toBe('but');";
    expect(findDependentTitles([{ path: 'a.test.ts', text }])).toEqual([]);
  });
});

describe('a word of the list', () => {
  it.each([
    ['// Read anew.', '"anew" on line 1: write again'],
    ['it waits for\never', '"for ever" on line 1: write indefinitely, without end'],
    ["a transport\nof one's own", '"of one\'s own" on line 2: write your own'],
    ['the operation that he gave', '"he" on line 1: write they'],
    ['Nobody waits', '"nobody" on line 1: write no caller, no one'],
  ])('%s is found', (text, found) => {
    expect(shown(findWords([{ path: 'a.md', text }]))).toEqual([`a.md: ${found}`]);
  });

  it('is not found within another word or a name, nor in "there is none"', () => {
    const text = 'renewal, forever, told often, caller-nobody, nobody-asked, null when there is none';
    expect(findWords([{ path: 'a.md', text }])).toEqual([]);
  });
});

describe('a table that cannot be read', () => {
  const section = (row: string) =>
    `## core, folder by folder\n\n| folder | what | may import |\n|---|---|---|\n${row}\n`;

  it('is refused, because it would hold nothing', () => {
    expect(() => readPromises('# Empty', 'core')).toThrow('no section "core, folder by folder"');
    expect(() => readPromises(section('| domain | ids | nothing |'), 'core')).toThrow('"domain" in a table');
  });

  it('is not one whose rows are names in backticks', () => {
    const { directions, mutual } = readPromises(
      section(
        '| `a/` | ids | `b/`, `zod` |\n| `b/` | x | nothing |\n| root | y | everything |\n\n- `a` ↔ `b`: why',
      ),
      'core',
    );
    expect([...directions]).toEqual([
      ['a', ['b', 'zod']],
      ['b', []],
      ['root', null],
    ]);
    expect(mutual).toEqual(['a ↔ b']);
  });
});
