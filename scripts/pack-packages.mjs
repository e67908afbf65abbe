import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = new URL('../packages/', import.meta.url);

/**
 * Packs every package with npm, which knows neither catalogs nor workspaces, so that a tarball of either client will do.
 * @param {string} folder where the tarballs are written
 * @returns {{ name: string, version: string, tarball: string, files: string[], hasTypes: boolean, hasRepository: boolean }[]}
 */
export function packPackages(folder) {
  return readdirSync(packages).map((directory) => {
    const cwd = fileURLToPath(new URL(directory, packages));
    const output = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ name, version, filename, files }] = JSON.parse(output);
    const { exports, repository } = JSON.parse(readFileSync(`${cwd}/package.json`, 'utf8'));
    return {
      name,
      version,
      tarball: join(folder, filename),
      files: files.map(({ path }) => path),
      hasTypes: '.' in exports,
      hasRepository: repository !== undefined,
    };
  });
}
