// Publishes the packed packages with provenance, and writes their bills of materials. Says only what it would do, until
// it is told `--publish`. `pnpm release` runs all of `check` before it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packPackages } from './pack-packages.mjs';

const shell = process.platform === 'win32';
const isReal = process.argv.includes('--publish');
const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../reports/release/', import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const packed = packPackages(folder);
const { version } = packed[0];
const problems = findProblems();
for (const problem of problems) console.error(`${isReal ? 'cannot' : 'could not'} publish: ${problem}`);
if (isReal && problems.length > 0) process.exit(1);

run('node', 'scripts/sbom.mjs', folder);
const flags = ['--access', 'public', '--tag', version.includes('-') ? 'next' : 'latest'];
for (const { name, tarball } of packed) {
  if (isReal && isPublished(`${name}@${version}`)) {
    console.log(`${name}@${version} is published already`);
    continue;
  }
  run(
    'npm',
    'publish',
    tarball,
    ...flags,
    ...(isReal ? ['--provenance'] : ['--dry-run', '--provenance=false']),
  );
  console.log(`${name}@${version} ${isReal ? 'is published' : 'would be published'}: ${tarball}`);
}
if (isReal) run('git', 'tag', `v${version}`);

/** What a release needs beyond that everything works. */
function findProblems() {
  const found = [];
  const changes = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8');
  if (changes.includes(`## ${version} (unreleased)`))
    found.push(`CHANGELOG.md says that ${version} is unreleased`);
  if (output('git', 'status', '--porcelain') !== '') found.push('there are changes that are not committed');
  if (output('git', 'tag', '--list', `v${version}`) !== '') found.push(`there is a tag v${version} already`);
  for (const { name, hasRepository } of packed) {
    if (!hasRepository) found.push(`${name} names no repository, which provenance is checked against`);
  }
  return found;
}

/** A release that broke half way is begun again: npm takes no version twice. */
function isPublished(wanted) {
  const { status, stdout, stderr } = spawnSync('npm', ['view', wanted, 'version'], {
    encoding: 'utf8',
    shell,
  });
  if (status === 0) return stdout.trim() !== '';
  if (stderr.includes('E404')) return false;
  throw new Error(`cannot tell whether ${wanted} is published: ${stderr}`);
}

function output(command, ...args) {
  return execFileSync(command, args, { cwd: root, encoding: 'utf8' }).trim();
}

function run(command, ...args) {
  execFileSync(command, args, { cwd: root, stdio: 'inherit', shell });
}
