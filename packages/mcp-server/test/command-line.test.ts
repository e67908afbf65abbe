import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../src/command-line/verbs/render-verb-help.js';
import { spawnServer } from './spawn-server.js';

const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const service = new FakeComputeService({ provisioning: { attachMs: 50, detachMs: 50 } });
let server: Awaited<ReturnType<typeof startFakeServer>>;

beforeAll(async () => {
  server = await startFakeServer(service, { port: 0 });
});

afterAll(() => server.close());

/** Runs the program against the fake, without a terminal. */
async function run(...argv: string[]) {
  const env = { AZUREML_KUBERNETES_ARM_ENDPOINT: server.url, AZUREML_KUBERNETES_WORKSPACE: workspace };
  const program = spawnServer(argv, { env });
  program.child.stdin?.end();
  const code = await program.exited();
  return { code, stdout: program.stdout(), stderr: program.stderr() };
}

/** Splits a line as a shell does, as far as examples need it. */
function words(line: string): string[] {
  const text = line.replaceAll('$CLUSTER', demoIds.aksId);
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

describe('the command line for people', () => {
  it.each(Object.values(EXAMPLES).flat())('runs the example of its help: %s', async (example) => {
    const { code, stderr } = await run(...words(example));
    expect([code, stderr.includes('{"')]).toEqual([0, false]);
  });

  it('writes the result alone to stdout, and errors to stderr', async () => {
    const found = await run('cluster', 'list', '--query', 'clusters[].kind', '-o', 'tsv');
    expect(found).toEqual({ code: 0, stdout: 'aks\naks\narc\n', stderr: '' });
    const absent = await run('compute', 'status', 'nope', '--json');
    expect([absent.code, absent.stdout]).toEqual([3, '']);
    expect(JSON.parse(absent.stderr)).toMatchObject({ code: 'not-found', retryable: false });
  });

  it('shows the plan of a preparation where there is no terminal to ask on, and how it is agreed to', async () => {
    const bare = demoIds.aksId.replace('demo-aks', 'demo-bare');
    const { code, stdout, stderr } = await run('cluster', 'prepare', '--resource-id', bare);
    expect([code, stderr]).toEqual([
      5,
      'a person has to agree, and there is no terminal to ask them: add --yes\n',
    ]);
    expect(stdout).toMatch(/^Outcome {2}confirmation_required\n[\s\S]*\nextension +needed/);
  });

  it('says of a preparation that only a person can go on with, that it is blocked', async () => {
    const wanted = ['--resource-id', demoIds.aksId, '--namespace', 'ml-x'];
    const { code, stdout, stderr } = await run('cluster', 'prepare', ...wanted);
    expect([code, stderr.includes('--yes')]).toEqual([1, false]);
    expect(stdout).toMatch(/^Outcome {2}blocked\n/);
  });

  it('refuses a detach where there is no terminal to ask on, and changes nothing', async () => {
    await run('compute', 'attach', 'kept', '--resource-id', demoIds.aksId, '--wait', '-q');
    const { code, stderr } = await run('compute', 'detach', 'kept');
    expect([code, stderr]).toEqual([
      5,
      'a person has to agree, and there is no terminal to ask them: add --yes\n',
    ]);
    expect((await run('compute', 'status', 'kept', '-o', 'none')).code).toBe(0);
  });

  it.each([
    [
      ['compute', 'statsu'],
      'azureml-kubernetes: compute statsu: no such verb; did you mean compute status?\n',
    ],
    [['compute', 'status'], 'azureml-kubernetes: the name is missing, such as compute status gpu\n'],
    [['compote'], 'azureml-kubernetes: compote: no such verb; did you mean compute?\n'],
    [
      ['frobnicate'],
      'azureml-kubernetes: the first argument: no such verb; there are cluster, compute, fleet, doctor, mcp, help\n',
    ],
    [['fleet', 'plam'], 'azureml-kubernetes: fleet plam: no such verb; did you mean fleet plan?\n'],
    [
      ['AKIA=SECRET'],
      'azureml-kubernetes: the first argument: no such verb; there are cluster, compute, fleet, doctor, mcp, help\n',
    ],
    [
      ['compute', 'list', '--query', '['],
      'azureml-kubernetes: --query must be a JMESPath expression, such as computes[].name\n',
    ],
  ])('refuses %j with exit code 2', async (argv, stderr) => {
    expect(await run(...argv)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('refuses a name that a script had no value for', async () => {
    const { code, stderr } = await run('compute', 'status', 'undefined');
    expect(code).toBe(2);
    expect(stderr).toContain('name is the text null, undefined or none');
  });

  it('says how to name a workspace', async () => {
    const program = spawnServer(['compute', 'list'], {
      env: { AZUREML_KUBERNETES_ARM_ENDPOINT: server.url },
    });
    program.child.stdin?.end();
    expect([await program.exited(), program.stderr()]).toEqual([
      2,
      expect.stringContaining('which workspace?'),
    ]);
  });

  it('works with --demo alone', async () => {
    const program = spawnServer(['cluster', 'list', '--demo']);
    program.child.stdin?.end();
    expect([await program.exited(), program.stdout().split('\n').length]).toEqual([0, 6]);
  });

  it('shows the plan of a preparation without asking, and prepares nothing where that is off', async () => {
    const args = ['cluster', 'prepare', '--resource-id', demoIds.bareId];
    const planned = await run(...args, '--prepare', 'plan', '-o', 'json');
    expect([planned.code, JSON.parse(planned.stdout)]).toMatchObject([0, { outcome: 'plan' }]);
    const off = await run(...args, '--prepare', 'off', '--yes');
    expect(off).toEqual({
      code: 5,
      stdout: '',
      stderr: 'cluster prepare is not offered by these settings\n',
    });
    expect(service.control.requests.entries({ route: 'extension.put' })).toEqual([]);
  });

  it.each([
    [['help'], /compute attach[\s\S]+fleet plan[\s\S]+doctor/],
    [['help', 'compute'], /^azureml-kubernetes compute\n\n {2}compute check/],
    [['help', 'compute', 'attach'], /Usage: azureml-kubernetes compute attach <name> \[flags\]/],
    [['help', 'fleet'], /fleet plan -f computes\.yaml/],
  ])('shows for %j what there is', async (argv, text) => {
    const { code, stdout, stderr } = await run(...argv);
    expect([code, stdout, stderr]).toEqual([0, expect.stringMatching(text), '']);
  });

  it('says what a dry run, a check and a wait came to, and nothing of what agents need', async () => {
    const dry = await run('compute', 'attach', 'dry', '--resource-id', demoIds.aksId, '--dry-run');
    expect(dry.stdout).toMatch(/^Outcome +plan\nPlan +attach\n\nId /);
    const check = await run('compute', 'check', 'dry', '--resource-id', demoIds.aksId);
    expect(check.stdout).toMatch(/^Ready +true\n\nId /);
    const waited = await run('compute', 'attach', 'waited', '--resource-id', demoIds.aksId, '--wait');
    expect(waited.stdout).toMatch(/^Outcome +reached$/m);
    expect(waited.stdout).not.toContain('MaxWaitSeconds');
  });

  it('says of a detach that there is no such compute, also where no one can be asked', async () => {
    const { code, stderr } = await run('compute', 'detach', 'nope');
    expect([code, stderr]).toEqual([3, expect.stringContaining('there is no compute nope')]);
  });

  it('says of --demo that its world ends with the command', async () => {
    const program = spawnServer(['compute', 'attach', 'gpu', '--resource-id', demoIds.aksId, '--demo']);
    program.child.stdin?.end();
    expect([await program.exited(), program.stderr()]).toEqual([
      0,
      'The world of --demo ends with this command. Add --wait to see the end of it.\n',
    ]);
  });

  it('shows the verbs of a group, and the flags of a verb', async () => {
    expect((await run('compute', '--help')).stdout).toContain('compute attach');
    expect((await run('compute', 'attach', '--help')).stdout).toMatch(
      /--resource-id <text> +ARM id .* \(required\)/,
    );
  });
});
