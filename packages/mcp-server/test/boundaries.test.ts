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

// Which folder may import which is held by docs/test/architecture.test.ts.
describe('the sources of the server', () => {
  it('sign in with Azure credentials in one file', () => {
    expect(importersOf(/@azure\/identity/)).toEqual(['azure/azure-credential.ts']);
  });

  it('load the fake service in one file, and only where the demo is wanted', () => {
    expect(importersOf(/@azureml-kubernetes\/testkit/)).toEqual(['azure/connect.ts']);
    expect(sources.filter(({ text }) => /from '@azureml-kubernetes\/testkit/.test(text))).toEqual([]);
  });

  it('load OpenTelemetry in one file, and only where traces are wanted', () => {
    expect(importersOf(/@opentelemetry\//)).toEqual(['observability/otel-tracing.ts']);
    const loading = sources.filter(({ text }) => text.includes('/otel-tracing.js'));
    expect(loading.map(({ path }) => path)).toEqual(['observability/open-tracing.ts']);
    expect(loading[0]?.text).toMatch(/await import\('\.\/otel-tracing\.js'\)/);
  });

  it('check signatures of tokens in one file', () => {
    expect(importersOf(/jose/)).toEqual(['http/auth/verify-token.ts']);
  });

  it('turn errors into results in one place', () => {
    const tools = sources.filter(({ path }) => /^tools\/(?:compute|cluster)-/.test(path));
    expect(tools.length).toBeGreaterThan(7);
    for (const { path, text } of tools) expect(text, path).not.toMatch(/\bcatch\b/);
    const refusing = sources.filter(({ text }) => text.includes('isError: true'));
    expect(refusing.map(({ path }) => path)).toEqual(['protocol/call-tool.ts']);
  });

  it('end the process in one place', () => {
    const ending = sources.filter(({ text }) => text.includes('process.exit('));
    expect(ending.map(({ path }) => path)).toEqual(['bin.ts']);
  });
});
