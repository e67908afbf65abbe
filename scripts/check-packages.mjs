// Looks at the tarballs that would be published: manifests (publint), how types resolve (attw), and what is in them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { packPackages } from './pack-packages.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const NEEDED = ['LICENSE', 'README.md', 'package.json'];
const ALLOWED =
  /^(dist\/.+\.(js|d\.ts|txt)|LICENSE|README\.md|CHANGELOG\.md|package\.json|fleet\.schema\.json)$/;

for (const { name, tarball, files, hasTypes } of packPackages(temporaryFolder())) {
  for (const file of NEEDED) assert.ok(files.includes(file), `${name} is packed without ${file}`);
  const strange = files.filter((file) => !ALLOWED.test(file) || /\.test(-d)?\./.test(file));
  assert.deepEqual(strange, [], `${name} is packed with files that are not needed`);
  pnpmExec('publint', tarball, '--strict');
  // ESM only: Node lets `require` load it since 22.12, older resolutions are not served. A bin alone has no types.
  if (hasTypes) pnpmExec('attw', tarball, '--profile', 'esm-only', '--format', 'ascii');
}

function pnpmExec(...command) {
  execFileSync('pnpm', ['exec', ...command], { stdio: 'inherit', shell: process.platform === 'win32' });
}
