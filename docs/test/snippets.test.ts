import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathOf, snippetsOf } from './markdown.ts';
import { pages } from './pages.ts';
import { setStage } from './stage/set-stage.ts';

const run = promisify(execFile);

// Within the package, so that imports resolve; the name begins with a dot, so that nothing else picks it up.
const folder = pathOf('docs/test/.snippets');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modules = pages.flatMap(snippetsOf).flatMap(({ page, line, language, code }) => {
  if (language !== 'ts') return [];
  const file = join(folder, `${page.replaceAll(/[^a-z]/gi, '-')}-line-${line}.ts`);
  writeFileSync(file, `${code}\nexport {};\n`);
  return [{ page, file, line, declaresTests: /from '(?:vitest|.*\/contract)'/.test(code) }];
});

it('all snippets compile', { timeout: 60_000 }, async () => {
  const settings = { extends: '../../tsconfig.json', include: ['*.ts', '../stage/names.d.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
  const problems = await run(pathOf('docs/node_modules/.bin/tsc'), ['-p', folder]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout || String(error),
  );
  expect(problems).toBe('');
  expect(modules.length).toBeGreaterThan(10);
});

describe('against the fake runs the snippet of', () => {
  let endStage: () => void;
  beforeEach(async () => {
    endStage = await setStage();
  });
  afterEach(() => endStage());

  for (const { page, file, line, declaresTests } of modules)
    if (declaresTests) describe(`${page}, line ${line}`, () => import(file));
    else it(`${page}, line ${line}`, () => import(file));
});
