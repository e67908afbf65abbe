// Runs a task of this repository on any machine that has Node and npm: `node scripts/launch.mjs demo | test | check`.
// Where Node is too old or pnpm is missing, it starts itself again under a Node and a pnpm that npx fetches.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MIN_NODE = [22, 12];
const MIN_PNPM = 10;
const root = fileURLToPath(new URL('..', import.meta.url));

const INSTALL = ['pnpm', 'install', '--frozen-lockfile'];
const TASKS = {
  demo: [
    INSTALL,
    ['pnpm', 'exec', 'turbo', 'run', 'build', '--output-logs=errors-only'],
    ['node', 'examples/demo/demo.mjs'],
  ],
  test: [INSTALL, ['pnpm', 'exec', 'turbo', 'run', 'build', 'test']],
  check: [
    INSTALL,
    ['pnpm', 'run', 'lint'],
    ['pnpm', 'exec', 'turbo', 'run', 'build', 'typecheck', 'test'],
    ['node', 'examples/demo/demo.mjs'],
    ['pnpm', '--filter', '@azureml-kubernetes/mcp-server', 'run', 'inspect'],
  ],
};

const task = process.argv[2] ?? '';
const steps = TASKS[task];
if (steps === undefined) fail(`unknown task "${task}"; choose one of ${Object.keys(TASKS).join(', ')}`);

if (hasNode() && hasPnpm()) {
  for (const [command, ...args] of steps) run(command, args);
} else if (process.env.AZUREML_KUBERNETES_LAUNCHED === '1') {
  fail('npx gave neither a newer Node nor pnpm; install Node 22.12 or later and pnpm, then try again');
} else {
  const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  console.log(
    `Fetching Node 24 and ${packageManager} with npx (this machine has Node ${process.versions.node}).`,
  );
  run('npx', ['-y', '-p', 'node@24', '-p', packageManager, 'node', 'scripts/launch.mjs', task], {
    AZUREML_KUBERNETES_LAUNCHED: '1',
  });
}

function hasNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
}

function hasPnpm() {
  const found = spawnSync('pnpm', ['--version'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: environment({}),
  });
  return found.status === 0 && Number.parseInt(found.stdout, 10) >= MIN_PNPM;
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: environment(env),
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function environment(env) {
  const quiet = {
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  };
  return { ...process.env, ...quiet, ...env };
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
