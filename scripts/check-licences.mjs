// Every dependency has a licence that this project can live with: those that are shipped, and the tools that make it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const SHIPPED = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
/** Nothing of a tool gets into a package, so that weak copyleft and licences of data do no harm there. */
const TOOLS = [...SHIPPED, 'BlueOak-1.0.0', 'CC-BY-3.0', 'CC-BY-4.0', 'CC0-1.0', 'MPL-2.0', 'Python-2.0'];

const refused = [...findOthers(['--prod'], SHIPPED), ...findOthers(['--dev'], TOOLS), ...findBundled()];
for (const line of refused) console.error(line);
console.log(`licences: ${refused.length} of the dependencies have one that is not on the list`);
process.exitCode = refused.length === 0 ? 0 : 1;

function findOthers(flags, allowed) {
  const output = execFileSync('pnpm', ['--recursive', 'licenses', 'list', '--json', ...flags], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return Object.entries(JSON.parse(output))
    .filter(([licence]) => !isAllowed(licence, allowed))
    .flatMap(([licence, dependencies]) =>
      dependencies.map(({ name, versions }) => `${name} ${versions.join(', ')} has ${licence} (${flags})`),
    );
}

/** What the server has in its own files is shipped, although its manifest names it as a tool. */
function findBundled() {
  const notices = readFileSync(
    new URL('../packages/mcp-server/dist/THIRD-PARTY-LICENSES.txt', import.meta.url),
    'utf8',
  );
  const headings = [...notices.matchAll(/^(\S+ \d+\.\d+\.\d+\S*) \((.+)\)$/gm)];
  if (headings.length === 0) return ['the bundle of the server names no licence at all'];
  return headings
    .filter(([, , licence]) => !isAllowed(licence, SHIPPED))
    .map(([, dependency, licence]) => `${dependency} has ${licence} (bundled)`);
}

/** Where a dependency offers a choice (`A OR B`), one of them is enough. */
function isAllowed(licence, allowed) {
  const choices = licence.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => allowed.includes(choice));
}
