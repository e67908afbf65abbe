import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pathOf, readPage, snippetsOf } from './markdown.ts';
import { pages } from './pages.ts';

const scriptsShape = z.looseObject({ scripts: z.record(z.string(), z.string()).default({}) });
/** Blocks are compiled, run or parsed in these languages, and only shown in those. */
const CHECKED = ['ts', 'sh', 'json', 'toml'];
const SHOWN = ['', 'text', 'python', 'yaml'];
const OF_PNPM = ['install', 'exec'];

const BINS = {
  'mcp-server': /@azureml-kubernetes\/mcp-server|azureml-kubernetes-mcp|mcp-server\/dist\/bin\.js/,
  testkit: /@azureml-kubernetes\/testkit|azureml-kubernetes-testkit|testkit\/dist\/bin\.js/,
} as const;

const scripts = [
  'package.json',
  'packages/core/package.json',
  'packages/mcp-server/package.json',
  'packages/testkit/package.json',
]
  .map((path) => scriptsShape.parse(JSON.parse(readPage(path))))
  .flatMap((manifest) => Object.keys(manifest.scripts));

const snippets = pages.flatMap(snippetsOf);
const ofLanguage = (...languages: readonly string[]) =>
  snippets
    .filter(({ language }) => languages.includes(language))
    .map((snippet) => [`${snippet.page}, line ${snippet.line}`, snippet.code] as const);

function flagsIn(text: string): string[] {
  return [...text.matchAll(/(?<=^|[\s"'[`])--[a-z][a-z-]+/gm)].map(([flag]) => flag);
}

function knownFlags(bin: keyof typeof BINS, ...words: readonly string[]): string[] {
  const help = execFileSync(process.execPath, [pathOf(`packages/${bin}/dist/bin.js`), ...words, '--help'], {
    encoding: 'utf8',
  });
  return [...help.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag);
}

/** The two words of a verb for people, such as `compute attach`, behind the program of a line. */
function verbIn(line: string): readonly string[] {
  const [, group, action] = /^\S+ (compute|cluster|fleet) ([a-z-]+)/.exec(line) ?? [];
  return group === undefined || action === undefined ? [] : [group, action];
}

describe.each(['mcp-server', 'testkit'] as const)('the command of %s', (bin) => {
  const known = knownFlags(bin);
  const uses = ofLanguage('sh', 'json', 'toml').filter(([, code]) => BINS[bin].test(code));

  it.each(uses)('has the flags of %s', (_place, code) => {
    const lines = code.includes('{') ? [code] : code.split('\n').filter((line) => BINS[bin].test(line));
    const ofBin = lines.map((line) => line.slice(line.search(BINS[bin])).replace(/ (?:#|>|\|) .*$/gm, ''));
    const unknown = ofBin.flatMap((line) => {
      const words = verbIn(line);
      const flags = words.length === 0 ? known : [...known, ...knownFlags(bin, ...words)];
      return flagsIn(line).filter((flag) => !flags.includes(flag));
    });
    expect(unknown).toEqual([]);
  });
});

describe('a command of the repository', () => {
  it.each(ofLanguage('sh'))('in %s is there', (_place, code) => {
    const named = [...code.matchAll(/^(?:\w+=\S+ )*(?:npm run|pnpm(?: run)?) ([a-z][a-z:-]*)/gm)].map(
      ([, script = '']) => script,
    );
    expect(named.filter((script) => ![...scripts, ...OF_PNPM].includes(script))).toEqual([]);
  });
});

it('no block is of a language by which it would escape its check, such as bash or typescript', () => {
  const known = [...CHECKED, ...SHOWN];
  const others = snippets.filter(({ language }) => !known.includes(language));
  expect(others.map(({ page, line, language }) => `${page}, line ${line}: ${language}`)).toEqual([]);
});

describe('JSON', () => {
  it.each(ofLanguage('json'))('in %s is JSON', (_place, code) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });
});
