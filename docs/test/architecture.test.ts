import { describe, expect, it } from 'vitest';
import { findAmbient } from './architecture/ambient.ts';
import { type Breach, showBreach } from './architecture/breach.ts';
import { findCycles } from './architecture/cycles.ts';
import { findMutualFolders, findWrongDirections } from './architecture/direction.ts';
import { findUndocumented } from './architecture/documented.ts';
import { findNodeUse } from './architecture/node-use.ts';
import { RULES } from './architecture/package-rules.ts';
import { parseSource } from './architecture/parse-source.ts';
import { findMisplacedTests } from './architecture/placed-tests.ts';
import { readPromises } from './architecture/read-page.ts';
import { readRepositoryTexts } from './architecture/repository-texts.ts';
import { findSilenced } from './architecture/silencing.ts';
import { findTooLarge } from './architecture/sizes.ts';
import { PACKAGES, readSources, readTestsAmongSources } from './architecture/source-text.ts';
import { findDependentTitles } from './architecture/titles.ts';
import { findUntyped } from './architecture/types.ts';
import { findWords } from './architecture/words.ts';
import { readPage } from './markdown.ts';

const page = readPage('docs/architecture.md');

function expectNone(breaches: readonly Breach[]): void {
  expect(breaches.map(showBreach)).toEqual([]);
}

describe.each(PACKAGES)('the sources of %s', (name) => {
  const sources = readSources(name).map(parseSource);
  const rules = RULES[name];
  const { directions, mutual } = readPromises(page, name);

  it('import only what the table in docs/architecture.md allows', () => {
    expectNone(findWrongDirections(sources, directions));
  });

  it('have no cycle of files', () => {
    expectNone(findCycles(sources));
  });

  it('have no folders that import each other, except those that docs/architecture.md lists', () => {
    expectNone(findMutualFolders(sources, mutual));
  });

  it('keep files, functions, lists of parameters and folders within their bounds', () => {
    expectNone(findTooLarge(sources));
  });

  it('have no `any`, and casts only where JSON is decoded', () => {
    expectNone(findUntyped(sources, rules.casts));
  });

  it('silence no checker, except where a reason stands beside it', () => {
    expectNone(findSilenced(sources, rules.silencing));
  });

  it('take the time, timers and random numbers as arguments', () => {
    expectNone(findAmbient(sources, rules.ambient));
  });

  it('document every export', () => {
    expectNone(findUndocumented(sources));
  });

  it('have their tests beside them', () => {
    expectNone(findMisplacedTests(readTestsAmongSources(name), sources));
  });

  it.runIf(rules.withoutNode)('need nothing of Node', () => {
    expectNone(findNodeUse(sources));
  });
});

const texts = readRepositoryTexts();

it('docs/architecture.md names files that are there', () => {
  const named = [...page.matchAll(/`((?:[\w.-]+\/)*[\w.-]+\.(?:ts|mjs))`/g)].map(([, path = '']) => path);
  const gone = named.filter((path) => !texts.some((text) => `/${text.path}`.endsWith(`/${path}`)));
  expect(named.length).toBeGreaterThan(20);
  expect(gone).toEqual([]);
});

describe('the titles of tests', () => {
  it('are understood without the test before them', () => {
    const tests = texts.filter(({ path }) => path.endsWith('.test.ts'));
    expectNone(findDependentTitles(tests));
  });
});

describe('the words of this repository', () => {
  it('are those of engineers', () => {
    expectNone(findWords(texts));
  });
});
