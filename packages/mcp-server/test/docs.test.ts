import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { variableOf } from '../src/command-line/flag.js';
import { FLAGS } from '../src/command-line/flags.js';
import { allPrompts } from '../src/prompts/registry.js';
import { allTools } from '../src/tools/registry.js';

const PAGES = [
  'README.md',
  'packages/mcp-server/README.md',
  'docs/operations.md',
  'docs/security.md',
  'docs/runbooks.md',
];
const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
/** Flags outside of the table: of Docker, of every command, of doctor, and of every verb. */
const OTHERS = ['--rm', '--help', '--version', '--json', '--query'];

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('names only flags, variables and tools that there are', () => {
    const flags = [...Object.values(FLAGS).map(({ name }) => `--${name}`), ...OTHERS];
    for (const flag of text.match(/(?<=[\s`(])--[a-z][a-z-]+/g) ?? []) expect(flags).toContain(flag);
    const variables = Object.values(FLAGS).map(variableOf);
    for (const variable of text.match(/\bAZUREML_KUBERNETES_[A-Z_]+/g) ?? [])
      if (!variable.includes('_LIVE_')) expect([...variables, 'AZUREML_KUBERNETES_']).toContain(variable);
    const names = [...allTools, ...allPrompts].map(({ name }) => name);
    for (const name of text.match(/`(?:compute|cluster)_[a-z_]+`/g) ?? [])
      expect([...names, 'compute_id']).toContain(name.slice(1, -1));
  });

  it('names only tests that there are', () => {
    const shown = text.match(/`[a-z-]+\.test`/g) ?? [];
    const folders = ['../src', '../test', '../../core/src', '../../core/test'];
    const names = folders
      .flatMap((folder) =>
        readdirSync(new URL(folder, import.meta.url), { recursive: true, encoding: 'utf8' }),
      )
      .map((path) => path.split(/[\\/]/).at(-1)?.replace(/\.ts$/, ''));
    for (const name of shown) expect(names).toContain(name.slice(1, -1));
  });
});

it('docs/runbooks.md has each prompt, with the tools that it leads through', () => {
  const sections = read('docs/runbooks.md').split('\n## ');
  for (const { name, tools } of allPrompts) {
    const section = sections.find((one) => one.includes(`(\`${name}\`)`)) ?? '';
    for (const tool of tools.filter((one) => one !== 'compute_diagnose')) expect(section).toContain(tool);
  }
});
