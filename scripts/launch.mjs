// Runs a task of this repository on any machine that has Node and npm: `node scripts/launch.mjs demo | build | test | check | nightly`.
// Where Node is too old or pnpm is missing, it starts itself again under a Node and a pnpm that npx fetches.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TASKS } from './tasks.mjs';

const MIN_NODE = [22, 12];
const MIN_PNPM = 12;
const root = fileURLToPath(new URL('..', import.meta.url));

const task = process.argv[2] ?? '';
const parts = TASKS[task];
if (parts === undefined) fail(`unknown task "${task}"; choose one of ${Object.keys(TASKS).join(', ')}`);

if (hasNode() && hasPnpm()) {
  process.exitCode = runParts(parts);
} else if (process.argv.includes('--by-npx')) {
  fail('npx gave neither a newer Node nor pnpm; install Node 22.12 or later and pnpm, then try again');
} else {
  const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  console.log(
    `Fetching Node 24 and ${packageManager} with npx (this machine has Node ${process.versions.node}).`,
  );
  const npx = ['npx', '-y', '-p', 'node@24', '-p', packageManager, 'node', 'scripts/launch.mjs', task];
  process.exitCode = run([...npx, '--by-npx']);
}

function hasNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
}

function hasPnpm() {
  const found = spawnSync('pnpm', ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: environment(),
  });
  return found.status === 0 && Number.parseInt(found.stdout, 10) >= MIN_PNPM;
}

/** Runs the parts until one fails, and tells at the end how long each took. */
function runParts(parts) {
  const times = [];
  let status = 0;
  for (const { name, command } of parts) {
    const startedAt = performance.now();
    status = run(command.split(' '));
    times.push(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${name}`);
    if (status !== 0) break;
  }
  if (task !== 'demo') tell(times, status);
  return status;
}

function tell(times, status) {
  const failed = status === 0 ? 0 : 1;
  console.log(`\n${times.join('\n')}${failed ? '  FAILED' : ''}\n`);
  console.log(
    `parts: ${times.length - failed} passed, ${failed} failed, ${parts.length - times.length} skipped`,
  );
}

/** The exit code of a command; one that could not even be started ends everything. */
function run([command, ...args]) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: environment(),
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  return status ?? 1;
}

function environment() {
  const quiet = {
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  };
  // An npx that started us says by these what it runs; an npx of ours would take them for its own.
  const { npm_config_call: _call, npm_config_package: _package, ...inherited } = process.env;
  return { ...inherited, ...quiet };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
