import { existsSync } from 'node:fs';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { pathOf, readPage, snippetsOf } from './markdown.ts';

const PAGE = 'docs/clients.md';
const CHECKOUT = '/path/to/azureml-kubernetes/';
const ENDPOINT = 'http://127.0.0.1:8080/mcp';

/** The headings of clients, with the member that holds their servers. */
const CLIENTS: Readonly<Record<string, string>> = {
  'Claude Code': 'mcpServers',
  'Claude Desktop': 'mcpServers',
  'VS Code': 'servers',
  Cursor: 'mcpServers',
  Codex: 'mcp_servers',
  'Gemini CLI': 'mcpServers',
  'mcp-remote': 'mcpServers',
};

const program = z.strictObject({
  type: z.literal('stdio').optional(),
  command: z.enum(['node', 'npx']),
  args: z.array(z.string()),
});
const remote = z.union([
  z.strictObject({ type: z.literal('http').optional(), url: z.literal(ENDPOINT) }),
  z.strictObject({ httpUrl: z.literal(ENDPOINT) }),
]);

/** The snippets of one client: those between its heading and the next. */
function snippetsUnder(heading: string) {
  const lines = readPage(PAGE).split('\n');
  const start = lines.indexOf(`## ${heading}`) + 1;
  const next = lines.findIndex((line, at) => at >= start && line.startsWith('## '));
  return snippetsOf(PAGE).filter(
    ({ line }) => line > start && line < (next === -1 ? lines.length : next + 1),
  );
}

/** Paths of a checkout that a text names, from its top. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/\/path\/to\/azureml-kubernetes\/([\w./-]+)/g)].map(([, path = '']) => path);
}

describe.each(Object.entries(CLIENTS))('the section of %s', (heading, member) => {
  const snippets = snippetsUnder(heading);
  const configurations = snippets.flatMap(({ language, code }) => {
    if (language === 'json') return [JSON.parse(code)];
    return language === 'toml' ? [parseToml(code)] : [];
  });

  it('has a configuration whose servers are programs or endpoints', () => {
    expect(configurations).toHaveLength(1);
    const shape = z.strictObject({ [member]: z.record(z.string(), z.union([program, remote])) });
    for (const configuration of configurations)
      expect(Object.keys(shape.parse(configuration)[member] ?? {})).not.toEqual([]);
  });

  it('shows both wires, or says which way leads to HTTP', () => {
    const text = readPage(PAGE).split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    expect(text).toMatch(/\.js|npx/);
    expect(text).toMatch(/http:\/\/127\.0\.0\.1:8080\/mcp|mcp-remote|"http"/);
  });
});

it('names programs that are there', () => {
  const paths = snippetsOf(PAGE).flatMap(({ code }) => pathsIn(code));
  expect(paths.length).toBeGreaterThan(6);
  for (const path of paths) expect(existsSync(pathOf(path)), `${CHECKOUT}${path}`).toBe(true);
});

it('has the versions of libraries that the nightly run pins', () => {
  const pinned = z
    .looseObject({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readPage('packages/mcp-server/clients/package.json'))).dependencies;
  const shown = [...readPage(PAGE).matchAll(/(?<=[| ])((?:@[\w-]+\/)?[a-z-]+) (\d+\.\d+\.\d+)/g)];
  for (const [, name = '', version] of shown)
    if (name !== 'mcp-remote') expect(pinned[name], name).toBe(version);
  expect(shown.length).toBeGreaterThan(9);
});
