import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { withWorlds } from '../scripts/render-worlds.js';
import { helpText } from '../src/cli-options.js';
import { apiVersions } from '../src/fake/api-versions.js';
import { FakeComputeService } from '../src/fake/fake-compute-service.js';
import { defaultModes } from '../src/fake/modes.js';
import { routeNames } from '../src/fake/route-name.js';
import { faultShape } from '../src/seed/fault-shape.js';
import { parseSeed } from '../src/seed/parse-seed.js';
import { worlds } from '../src/seed/worlds/worlds.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const read = (name: string): string => readFileSync(here(`../../../docs/${name}`), 'utf8');
const run = promisify(execFile);
const guide = read('testkit.md');
const compatibility = read('compatibility.md');

interface Snippet {
  readonly language: string;
  readonly line: number;
  readonly code: string;
}

const snippets: readonly Snippet[] = [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map((match) => ({
  language: match[1] ?? '',
  line: guide.slice(0, match.index).split('\n').length + 1,
  code: match[2] ?? '',
}));

// Beside the sources, so that imports resolve; the name begins with a dot, so that nothing else picks it up.
const folder = here('./.snippets');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const modules = snippets
  .filter(({ language }) => language === 'ts')
  .map(({ code, line }) => {
    const file = join(folder, `line-${line}.ts`);
    writeFileSync(file, code);
    return { file, line, declaresTests: /from '(?:vitest|.*\/contract)'/.test(code) };
  });

describe('docs/testkit.md', () => {
  for (const { file, line, declaresTests } of modules)
    if (declaresTests) describe(`the snippet on line ${line}`, () => import(file));
    else it(`runs the snippet on line ${line}`, () => import(file));

  it('has snippets that compile', { timeout: 60_000 }, async () => {
    const paths = {
      '@azureml-kubernetes/testkit': ['../../src/index.ts'],
      '@azureml-kubernetes/testkit/contract': ['../../src/contract/index.ts'],
    };
    const settings = { extends: '../../tsconfig.json', compilerOptions: { paths }, include: ['*.ts'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings));
    const { stdout } = await run(here('../node_modules/.bin/tsc'), ['-p', folder]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe('');
    expect(modules.length).toBeGreaterThanOrEqual(7);
  });

  it('has a shell snippet that runs', { timeout: 30_000 }, async ({ skip }) => {
    const curl = await run('curl', ['--version']).then(
      () => true,
      () => false,
    );
    if (!curl) skip('there is no curl here');
    const work = mkdtempSync(join(tmpdir(), 'testkit-docs-'));
    const npx = `#!/bin/sh\nshift\nexec "${process.execPath}" --import "${here('./ts-loader.mjs')}" "${here('../src/bin.ts')}" "$@"\n`;
    writeFileSync(join(work, 'npx'), npx);
    chmodSync(join(work, 'npx'), 0o755);
    const script = snippets.find(({ language }) => language === 'sh')?.code ?? 'exit 9';
    const env = { ...process.env, PATH: `${work}:${process.env['PATH']}` };
    const { stdout } = await run('sh', ['-e', '-c', script], { cwd: work, env, timeout: 20_000 });
    expect(stdout).toContain('"name": "cpu-cluster"');
    rmSync(work, { recursive: true });
  });

  it('has a seed file that is accepted', () => {
    const seed = parseSeed(snippets.find(({ language }) => language === 'json')?.code ?? '');
    const { control } = new FakeComputeService({ seed });
    expect(control.computes.list().map(({ record }) => record.name)).toEqual(['old']);
    expect(control.faults.unconsumed).toHaveLength(1);
  });

  it('lists every world with what is planted in it', () => {
    expect(withWorlds(guide)).toBe(guide);
    for (const name of Object.keys(worlds)) expect(helpText).toContain(` ${name}`);
  });

  it('tells of every fault effect, every flag and every part of the control plane', () => {
    const kinds =
      faultShape.problem({ effect: {} }, '$')?.rule.replace('must be one of ', '').split(', ') ?? [];
    expect(kinds.length).toBeGreaterThan(10);
    const flags = [...helpText.matchAll(/^ {2}(--[a-z-]+)/gm)]
      .map(([, flag]) => flag ?? '')
      .filter((flag) => flag !== '--version');
    const parts = Object.keys(new FakeComputeService().control);
    for (const word of [...kinds, ...flags, ...parts]) expect(guide).toContain(`\`${word}\``);
  });
});

describe('docs/compatibility.md', () => {
  it('tells of every operation, and of every mode with its default first', () => {
    for (const name of routeNames) expect(compatibility).toContain(`\`${name}\``);
    for (const [mode, value] of Object.entries(defaultModes))
      expect(compatibility).toMatch(new RegExp(`\\| \`${mode}\` \\| \`${String(value)}\``));
    expect(Object.keys(apiVersions)).toHaveLength(8);
  });
});
