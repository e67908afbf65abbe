// Writes a CycloneDX bill of materials for each package: what comes with it from the registry, and for the server
// what is bundled in its files. `node scripts/sbom.mjs <folder>`.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = resolve(process.argv[2] ?? 'reports/sbom');
const packages = fileURLToPath(new URL('../packages/', import.meta.url));
mkdirSync(folder, { recursive: true });

for (const name of readdirSync(packages)) {
  const out = join(folder, `${name}.cdx.json`);
  pnpm('sbom', '--sbom-format', 'cyclonedx', '--prod', '--filter', `./packages/${name}`, '--out', out);
  tell(out, { has: Object.keys(manifestOf(name).dependencies ?? {}) });
}
const bundled = join(folder, 'mcp-server.bundled.cdx.json');
pnpm('--filter', './packages/mcp-server', 'run', 'sbom', bundled);
tell(bundled, { has: ['core', 'testkit', 'sdk', 'zod'] });

function manifestOf(name) {
  return JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
}

function tell(file, { has }) {
  const { bomFormat, components = [] } = JSON.parse(readFileSync(file, 'utf8'));
  assert.equal(bomFormat, 'CycloneDX');
  const names = components.map(({ name }) => name);
  for (const dependency of has)
    assert.ok(names.includes(dependency.replace(/^.*\//, '')), `${file} lacks ${dependency}`);
  console.log(`${file}: ${names.length} components`);
}

function pnpm(...args) {
  execFileSync('pnpm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}
