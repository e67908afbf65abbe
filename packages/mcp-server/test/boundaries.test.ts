import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

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

// Which folder may import which is held by docs/test/architecture.test.ts.
describe('the boundaries of the server', () => {
  it('keeps each MCP SDK in the leg of its era', () => {
    const legacy = importersOf(/@modelcontextprotocol\/sdk/);
    const modern = importersOf(/@modelcontextprotocol\/server/);
    expect(legacy.length).toBeGreaterThan(5);
    expect(modern.length).toBeGreaterThan(3);
    for (const path of legacy) expect(path).toMatch(/^(?:eras\/legacy|http\/endpoint)\//);
    for (const path of modern) expect(path).toMatch(/^eras\/modern\//);
  });

  it('loads the leg of the modern era only when a message needs it', () => {
    const eager = sources.filter(({ text }) => /^import (?!type)[^;]*eras\/modern\//m.test(text));
    expect(eager.map(({ path }) => path)).toEqual([]);
  });

  it('keeps Azure credentials in one file, and the fake service out of everything but the demo', () => {
    expect(importersOf(/@azure\/identity/)).toEqual(['azure/azure-credential.ts']);
    expect(importersOf(/@azureml-kubernetes\/testkit/)).toEqual(['azure/connect.ts']);
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
    const auth = startingWith('http/auth/');
    expect(auth.length).toBeGreaterThan(5);
    for (const { path, text } of auth) {
      for (const module of importsOf(text))
        expect(module, path).not.toMatch(/modelcontextprotocol|server\.js|session|endpoint/);
    }
  });

  it('turns errors into results in one place', () => {
    const tools = startingWith('tools/');
    expect(tools.length).toBeGreaterThan(8);
    for (const { path, text } of tools.filter(({ path }) => /\/(?:compute|cluster)-/.test(path)))
      expect(text, path).not.toMatch(/\bcatch\b/);
    const refusing = sources.filter(({ text }) => text.includes('isError: true'));
    expect(refusing.map(({ path }) => path)).toEqual(['protocol/call-tool.ts']);
  });

  it('has a tool run in at most fifteen lines', () => {
    const runs = startingWith('tools/').flatMap(({ path, text }) => {
      const body = /^ {2}async run\([\s\S]*?^ {2}\},$/m.exec(text)?.[0];
      return body === undefined ? [] : [{ path, lines: body.split('\n').length - 2 }];
    });
    expect(runs.length).toBeGreaterThanOrEqual(8);
    for (const { path, lines } of runs) expect(lines, path).toBeLessThanOrEqual(15);
  });

  it('ends the process in one place', () => {
    const ending = sources.filter(({ text }) => text.includes('process.exit('));
    expect(ending.map(({ path }) => path)).toEqual(['bin.ts']);
  });
});
