import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadRequests } from '../src/eval-request.ts';
import { VARIABLES } from '../src/settings.ts';

const program = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const flags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
const { CI: _, ...environment } = process.env;

function run(env: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, [...flags, program], { env, encoding: 'utf8' });
}

it('ends with 2 when nothing was answered, and says how much was not', () => {
  const count = loadRequests().length;
  const ended = run({
    ...environment,
    [VARIABLES.key]: 'a-key',
    [VARIABLES.model]: 'some-model',
    [VARIABLES.endpoint]: 'http://127.0.0.1:9',
  });
  expect(ended.stdout).toContain(`all: 0 of ${count} right, ${count} unanswered`);
  expect(ended).toMatchObject({
    status: 2,
    stderr: `${count} of ${count} requests were not answered\n`,
  });
});

it('asks no model in CI', () => {
  expect(run({ ...environment, CI: 'true' })).toMatchObject({
    status: 2,
    stdout: '',
    stderr: 'a model is not asked in CI, because it costs and varies\n',
  });
});
