// Installs the packed packages in an empty project, as a user would, and uses them there: types under both module
// resolutions, ESM import, `require` of ESM, and the bins, under each Node that is supported.
import { execFileSync } from 'node:child_process';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packPackages } from './pack-packages.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const NODES = [22, 24];
/** What the declarations of the testkit speak of; a project with tests in TypeScript has both. */
const TYPES_FROM = ['@types/node@22', 'vitest@5'];
const BINS = ['azureml-kubernetes-mcp', 'azureml-kubernetes-testkit'];
const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const project = temporaryFolder();
cpSync(at('consumer/'), project, { recursive: true });
const tarballs = packPackages(project).map(({ tarball }) => tarball);
writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
run('npm', 'install', '--no-audit', '--no-fund', ...tarballs, ...TYPES_FROM);

for (const resolution of ['nodenext', 'bundler']) {
  run(process.execPath, at('../node_modules/typescript/bin/tsc'), '-p', `tsconfig.${resolution}.json`);
  console.log(`types resolve with ${resolution}`);
}
for (const version of NODES) {
  for (const script of ['attach.ts', 'require.cjs']) run(...node(version), script);
  for (const bin of BINS) run(...node(version), join('node_modules', '.bin', bin), '--version');
  run(...node(version), join('node_modules', '.bin', 'azureml-kubernetes-mcp'), 'doctor', '--demo');
  console.log(`import, require and bins work under Node ${version}`);
}

/** The command that runs this version of Node: the one at hand, or one that npx fetches. */
function node(version) {
  const isHere = process.versions.node.startsWith(`${version}.`);
  return isHere ? [process.execPath] : ['npx', '-y', '-p', `node@${version}`, 'node'];
}

function run(command, ...args) {
  execFileSync(command, args, { cwd: project, stdio: 'inherit', shell: process.platform === 'win32' });
}
