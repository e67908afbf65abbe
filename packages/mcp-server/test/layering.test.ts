import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

/**
 * What each folder may import of the server beside itself and `SMALL`: folders, and files of the root. It is the table of
 * docs/architecture.md. The root may import everything.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'command-line': ['confirm', 'observability'],
  protocol: [
    'completion',
    'confirm',
    'observability',
    'present',
    'prompts',
    'resources',
    'tools',
    'server-parts.js',
  ],
  tools: ['present'],
  present: [],
  confirm: ['tools'],
  doctor: [
    'http',
    'http/auth',
    'observability',
    'present',
    'config.js',
    'connect.js',
    'environment-proxy.js',
  ],
  resources: ['tools', 'present', 'workspaces.js'],
  prompts: ['tools', 'completion'],
  completion: ['resources', 'workspaces.js'],
  observability: ['present'],
  http: ['http/auth', 'command-line', 'downstream', 'observability', 'server.js'],
  'http/auth': ['http', 'command-line'],
  downstream: ['command-line', 'tools', 'workspaces.js'],
};

/** Files of the root that import nothing of the server. */
const SMALL = [
  'at-most.js',
  'name-of.js',
  'parse-workspace.js',
  'recent-map.js',
  'this-machine.js',
  'under-way.js',
  'version.js',
];

const root = new URL('../src/', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

function importersOf(pattern: RegExp): string[] {
  const statement = new RegExp(`from '${pattern.source}|import\\('${pattern.source}`);
  return sources
    .filter(({ text }) => statement.test(text))
    .map(({ path }) => path)
    .sort();
}

function startingWith(start: string) {
  return sources.filter(({ path }) => path.startsWith(start));
}

/** What a file imports, without the names of the members. */
function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, module = '']) => module);
}

/** The folder of a file; the file itself where that is the root. */
function placeOf(path: string): string {
  return path.includes('/') ? dirname(path) : path;
}

/** The places of the server that a file imports. */
function placesFrom({ path, text }: (typeof sources)[number]): string[] {
  return importsOf(text)
    .filter((module) => module.startsWith('.'))
    .map((module) => placeOf(join(dirname(path), module)));
}

describe('the layers of the server', () => {
  it('are all known', () => {
    const folders = sources.map(({ path }) => placeOf(path)).filter((place) => !place.endsWith('.ts'));
    expect([...new Set(folders)].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.entries(MAY_IMPORT))('%s imports itself and %j only', (folder, allowed) => {
    for (const source of sources.filter(({ path }) => placeOf(path) === folder)) {
      const known = [folder, ...allowed, ...SMALL];
      expect(
        placesFrom(source).filter((place) => !known.includes(place)),
        source.path,
      ).toEqual([]);
    }
  });

  it.each(SMALL)('%s imports nothing of the server', (file) => {
    const source = sources.filter(({ path }) => path === file.replace('.js', '.ts'));
    expect(source).toHaveLength(1);
    expect(source.flatMap(placesFrom)).toEqual([]);
  });

  it('keeps the MCP SDK in the server, its protocol folder, HTTP and the process edge', () => {
    for (const path of importersOf(/@modelcontextprotocol\//))
      expect(path).toMatch(/^(?:server\.ts$|serve-[a-z]+\.ts$|protocol\/|http\/)/);
  });

  it('keeps Azure credentials in one file, and the fake service out of everything but the demo', () => {
    expect(importersOf(/@azure\/identity/)).toEqual(['azure-credential.ts']);
    expect(importersOf(/@azureml-kubernetes\/testkit/)).toEqual(['connect.ts']);
    expect(sources.filter(({ text }) => /from '@azureml-kubernetes\/testkit/.test(text))).toEqual([]);
  });

  it('keeps OpenTelemetry in one file, which is loaded only where traces are wanted', () => {
    expect(importersOf(/@opentelemetry\//)).toEqual(['observability/otel-tracing.ts']);
    const loading = sources.filter(({ text }) => text.includes('/otel-tracing.js'));
    expect(loading.map(({ path }) => path)).toEqual(['observability/open-tracing.ts']);
    expect(loading[0]?.text).toMatch(/await import\('\.\/otel-tracing\.js'\)/);
  });

  it('checks tokens in one file, and lets nothing about tokens know MCP', () => {
    expect(importersOf(/jose/)).toEqual(['http/auth/verify-token.ts']);
    for (const { path, text } of startingWith('http/auth/')) {
      for (const module of importsOf(text))
        expect(module, path).not.toMatch(/modelcontextprotocol|server\.js|session/);
    }
  });

  it('lets tools know only the core, zod, words and each other', () => {
    for (const { path, text } of startingWith('tools/')) {
      for (const module of importsOf(text))
        expect(module, path).toMatch(/^(?:\.\/|\.\.\/present\/|zod$|@azureml-kubernetes\/core$)/);
    }
  });

  it('lets words know only the core', () => {
    for (const { path, text } of startingWith('present/')) {
      for (const module of importsOf(text))
        expect(module, path).toMatch(/^(?:\.\/|node:util$|@azureml-kubernetes\/core$)/);
    }
  });

  it('turns errors into results in one place', () => {
    for (const { path, text } of startingWith('tools/compute-')) expect(text, path).not.toMatch(/\bcatch\b/);
    const refusing = sources.filter(({ text }) => text.includes('isError: true'));
    expect(refusing.map(({ path }) => path)).toEqual(['protocol/call-tool.ts']);
  });

  it('ends the process in one place', () => {
    const ending = sources.filter(({ text }) => text.includes('process.exit('));
    expect(ending.map(({ path }) => path)).toEqual(['bin.ts']);
  });

  it('keeps files within the house rules', () => {
    for (const { path, text } of sources) {
      expect(text.split('\n').length, path).toBeLessThanOrEqual(300);
      expect(text, path).not.toMatch(/biome-ignore|@ts-/);
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');
      expect(code, path).not.toMatch(/: any\b|(?<!\btype \w+|\*) as (?!const\b)/);
    }
  });
});
