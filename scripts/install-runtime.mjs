import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Out of the workspace, because an install of it should not load three runtimes that few need. */
const FOLDER = fileURLToPath(new URL('../packages/core/node_modules/.runtimes', import.meta.url));

/** The versions that are tried. */
export const RUNTIME_VERSIONS = { bun: '1.4.5', deno: '2.9.6', miniflare: '4.20260730.0' };

/**
 * Installs a runtime from the npm registry into a folder of its own, unless an earlier run has done so.
 * @returns {string} its `node_modules`
 */
export function installRuntime(name, version = RUNTIME_VERSIONS[name]) {
  const own = join(FOLDER, `${name}-${version}`);
  const modules = join(own, 'node_modules');
  if (existsSync(join(modules, name, 'package.json'))) return modules;
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'package.json'), '{ "private": true }\n');
  const flags = ['install', '--no-audit', '--no-fund', '--no-package-lock', `${name}@${version}`];
  execFileSync('npm', flags, {
    cwd: own,
    stdio: 'pipe',
    timeout: 300_000,
    shell: process.platform === 'win32',
  });
  return modules;
}
