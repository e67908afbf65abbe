import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const LEAVES = ['runtime', 'errors', 'domain'];

/** What each folder may import beside itself; the table of docs/architecture.md. The root may import everything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  runtime: [],
  domain: ['errors'],
  wire: ['domain', 'errors', 'zod'],
  transport: ['errors', 'runtime'],
  lro: ['domain', 'transport', 'wire', 'runtime', 'errors'],
  service: [...LEAVES, 'transport', 'wire', 'lro', 'root'],
  attaching: [...LEAVES, 'transport', 'wire', 'lro', 'service'],
  waiting: [...LEAVES, 'lro', 'service'],
  diagnosis: [...LEAVES, 'wire', 'lro', 'service', 'attaching'],
  discovery: [...LEAVES, 'wire', 'service'],
  root: [...LEAVES, 'transport', 'wire', 'lro', 'service', 'attaching', 'waiting', 'diagnosis', 'discovery'],
};

const source = fileURLToPath(new URL('../src', import.meta.url));

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function folderOf(path: string): string {
  const [first = '', ...rest] = relative(source, path).split(sep);
  return rest.length === 0 ? 'root' : first;
}

function readSources(): SourceFile[] {
  const names = readdirSync(source, { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !/\.test(-d)?\.ts$/.test(name))
    .map((name) => {
      const path = join(source, name);
      const text = readFileSync(path, 'utf8');
      const imports = [...text.matchAll(/\b(?:from|import\(?)\s*['"]([^'"]+)['"]/g)].map(
        ([, target = '']) => target,
      );
      return { path, folder: folderOf(path), text, imports };
    });
}

const files = readSources();

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

function targetOf({ path }: SourceFile, target: string): string {
  return target.startsWith('.') ? folderOf(resolve(dirname(path), target)) : target;
}

describe('the layers of core', () => {
  it('are all known', () => {
    expect([...new Set(files.map(({ folder }) => folder))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.entries(MAY_IMPORT))('%s imports itself and %j only', (folder, allowed) => {
    for (const file of files.filter((one) => one.folder === folder)) {
      const targets = file.imports.map((target) => targetOf(file, target));
      const breaches = targets.filter((target) => target !== folder && !allowed.includes(target));
      expect(breaches, file.path).toEqual([]);
    }
  });

  it('have no cycle of files', () => {
    const graph = new Map(
      files.map((file) => [
        file.path,
        file.imports
          .filter((target) => target.startsWith('.'))
          .map((target) => resolve(dirname(file.path), target).replace(/\.js$/, '.ts')),
      ]),
    );
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      expect(trail, 'a cycle').not.toContain(path);
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
  });
});

describe('the house rules', () => {
  it('keep every file within 300 lines', () => {
    const long = files.filter(({ text }) => text.split('\n').length > 301).map(({ path }) => path);
    expect(long).toEqual([]);
  });

  it('keep the median of files within 80 lines', () => {
    const lengths = files.map(({ text }) => text.split('\n').length).sort((one, other) => one - other);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('know no `any`, and casts in wire/ only, three at the most', () => {
    const code = files.map(({ path, folder, text }) => ({
      path,
      folder,
      text: withoutComments(text),
    }));
    const anys = code.filter(({ text }) => /[:<|,(]\s*any\b(?!['\w])/.test(text)).map(({ path }) => path);
    expect(anys).toEqual([]);
    const casts = code.flatMap(({ path, folder, text }) =>
      [...text.matchAll(/[\w)\]}] as (?!const\b)[A-Z{[]\w*/g)]
        .filter(([match]) => !/import|export/.test(match))
        .map(() => ({ path, folder })),
    );
    const imports = code.flatMap(({ text }) => [...text.matchAll(/^(?:import|export) \{[^}]* as [^}]*\}/gm)]);
    expect(imports, 'renamed imports would look like casts').toEqual([]);
    expect(casts.filter(({ folder }) => folder !== 'wire')).toEqual([]);
    expect(casts.length).toBeLessThanOrEqual(3);
  });

  it('need nothing of Node', () => {
    for (const { path, text } of files)
      expect(withoutComments(text), path).not.toMatch(
        /['"]node:|\bprocess\b\.|\bBuffer\b|\brequire\(|\bsetImmediate\b|\bglobal\./,
      );
  });
});
