// Writes the common version of the packages where the sources name it, or with --check tells where another one stands.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const STAMPS = [
  {
    file: 'packages/core/src/transport/user-agent.ts',
    stamp: (version) => `'azureml-kubernetes/${version}'`,
  },
  { file: 'packages/testkit/src/version.ts', stamp: (version) => `version = '${version}'` },
];
const HEADING = (version) => new RegExp(`^## ${version.replaceAll('.', '\\.')}( |$)`, 'm');

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const versions = readdirSync(new URL('../packages/', import.meta.url)).map(
  (name) => JSON.parse(read(`packages/${name}/package.json`)).version,
);
const [version] = versions;
const onlyChecks = process.argv.includes('--check');
if (versions.some((other) => other !== version)) fail(`the packages have different versions: ${versions}`);

for (const { file, stamp } of STAMPS) {
  const text = read(file);
  const pattern = new RegExp(
    stamp('0').replace('0', String.raw`\d+\.\d+\.\d+[^']*`).replace('/', String.raw`\/`),
  );
  const stamped = text.replace(pattern, stamp(version));
  if (!stamped.includes(stamp(version))) fail(`${file} has no place for the version`);
  if (stamped === text) continue;
  if (process.argv.includes('--check'))
    fail(`${file} has another version than ${version}: run \`pnpm bump\``);
  else writeFileSync(new URL(`../${file}`, import.meta.url), stamped);
}
if (onlyChecks && !HEADING(version).test(read('CHANGELOG.md'))) {
  fail(`CHANGELOG.md has no heading "## ${version}"`);
}

function fail(problem) {
  console.error(problem);
  process.exitCode = 1;
}
