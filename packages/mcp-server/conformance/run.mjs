// Runs the conformance suite of the Model Context Protocol over HTTP: `pnpm conformance`. The built program has to pass
// every scenario that asks for nothing but the protocol, with sessions and without; the product's HTTP side, with the
// suite's own fixtures behind it, has to pass all that there are.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const SUITE = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/dist/index.js');
/** The suite that knows the revision without handshakes; it is not finished, and pinned apart from the other. */
const MODERN_SUITE = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/conformance-modern/dist/index.js',
);
const BIN = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

/** Scenarios that need no tool, resource or prompt of the suite's own. */
const GENERIC = [
  'server-initialize',
  'ping',
  'tools-list',
  'resources-list',
  'prompts-list',
  'completion-complete',
  'dns-rebinding-protection',
];
/** This one opens several streams in one session. */
const WITH_SESSIONS = [...GENERIC, 'server-sse-multiple-streams'];

/** The same for the revision without handshakes. */
const MODERN_GENERIC = [
  'tools-list',
  'resources-list',
  'prompts-list',
  'completion-complete',
  'sep-2164-resource-not-found',
  'caching',
  'dns-rebinding-protection',
  'input-required-result-unsupported-methods',
];
const modern = { suite: MODERN_SUITE, flags: ['--spec-version', '2026-07-28'] };

const work = mkdtempSync(join(tmpdir(), 'conformance-'));
let failed = 0;
try {
  await underTest('the program, with sessions', await startProgram(), WITH_SESSIONS);
  await underTest('the program, without sessions', await startProgram('--http-stateless'), GENERIC);
  await underTest('the program, revision 2026-07-28', await startProgram(), MODERN_GENERIC, modern);
  await underTest('its HTTP side, with all fixtures', await startFixtures(), await listScenarios());
  await underTest('the same, as 2025-11-25 requires', await startFixtures(), await required('2025-11-25'), {
    suite: MODERN_SUITE,
    flags: ['--spec-version', '2025-11-25'],
  });
  await underTest(
    'the same, as 2026-07-28 requires',
    await startFixtures(),
    await required('2026-07-28'),
    modern,
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/** Runs scenarios on one server, two at a time, and prints what each came to. */
async function underTest(title, { url, close }, scenarios, { suite = SUITE, flags = [] } = {}) {
  const left = [...scenarios];
  const outcomes = [];
  const worker = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift())
      outcomes.push(await run(name, [suite, 'server', '--url', url, ...flags]));
  };
  await Promise.all([worker(), worker()]);
  await close();
  const bad = outcomes.filter(({ passed }) => !passed);
  failed += bad.length;
  const warned = outcomes.filter(({ warnings }) => warnings.length > 0);
  console.log(`${title}: ${outcomes.length - bad.length} of ${outcomes.length} scenarios pass`);
  for (const { name, warnings } of warned) console.log(`  ${name} warns: ${warnings.join('; ')}`);
  for (const { name, problems } of bad) console.log(`  ${name} FAILS: ${problems.join('; ')}`);
}

async function run(name, command) {
  const output = mkdtempSync(join(work, 'run-'));
  const { code, stdout, stderr } = await runSuite(...command, '--scenario', name, '-o', output);
  const checks = readdirSync(output, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('checks.json'))
    .flatMap((path) => JSON.parse(readFileSync(join(output, path), 'utf8')));
  const messages = (status) =>
    checks.filter((check) => check.status === status).map((check) => check.errorMessage ?? check.name);
  const problems = messages('FAILURE');
  if (checks.length === 0) problems.push(`nothing was checked: ${stdout}${stderr}`);
  if (code !== 0 && problems.length === 0) problems.push(`it ended with ${code}: ${stdout}${stderr}`);
  return { name, passed: problems.length === 0, problems, warnings: messages('WARNING') };
}

/** The scenarios of a server that a revision requires, as its suite lists them. */
async function required(revision) {
  const page = readFileSync(join(dirname(MODERN_SUITE), '..', 'requirements', `${revision}.yaml`), 'utf8');
  const list = /^server:\n((?: {2}- .+\n)+)/m.exec(page)?.[1] ?? '';
  return [...list.matchAll(/- (\S+)/g)].map(([, name]) => name);
}

async function listScenarios() {
  const { stdout } = await runSuite(SUITE, 'list', '--server');
  return [...stdout.matchAll(/^ {2}- (\S+)/gm)].map(([, name]) => name);
}

async function runSuite(...command) {
  const child = spawn(process.execPath, command, { cwd: work });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

async function startProgram(...args) {
  const all = [BIN, '--demo', '--http', '--port', '0', ...args];
  const child = spawn(process.execPath, all, { cwd: work, stdio: ['ignore', 'ignore', 'pipe'] });
  const [line] = await once(createInterface(child.stderr), 'line');
  child.stderr.resume();
  const close = async () => {
    child.kill();
    await once(child, 'close');
  };
  return { url: JSON.parse(line).url, close };
}

/** Within the package, because the fixtures import its dependencies. */
async function startFixtures() {
  const outfile = fileURLToPath(new URL('../node_modules/.conformance/fixtures.mjs', import.meta.url));
  const entry = fileURLToPath(new URL('./serve-fixtures.ts', import.meta.url));
  await build({ entryPoints: [entry], outfile, bundle: true, format: 'esm', packages: 'external' });
  const { serveFixtures } = await import(pathToFileURL(outfile).href);
  return serveFixtures();
}
