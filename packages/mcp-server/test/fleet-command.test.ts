import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnServer } from './spawn-server.js';

const workspaces = ['ws1', 'ws2', 'ws3'];
const here = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
const workspaceAt = (name: string): string => `${here.subscriptionId}/${here.resourceGroup}/${name}`;
const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
const file = join(folder, 'computes.yaml');

let service: FakeComputeService;
let server: Awaited<ReturnType<typeof startFakeServer>>;

beforeEach(async () => {
  service = new FakeComputeService({ provisioning: { attachMs: 20, detachMs: 20 } });
  for (const name of workspaces) service.control.workspaces.add({ ...here, name });
  server = await startFakeServer(service, { port: 0 });
});

afterEach(() => server.close());

/** A fleet of forty computes over three workspaces. */
function writeFleet(more: readonly string[] = [], tag = 'one'): void {
  const computes = Array.from(
    { length: 40 },
    (_, index) =>
      `  - { name: c${index}, workspace: ${workspaceAt(workspaces[index % 3] ?? '')}, resource_id: ${demoIds.aksId} }`,
  );
  writeFileSync(
    file,
    [`defaults: { namespace: ml, tags: { team: ${tag} } }`, 'computes:', ...computes, ...more, ''].join('\n'),
  );
}

function start(...argv: readonly string[]) {
  const env = {
    AZUREML_KUBERNETES_ARM_ENDPOINT: server.url,
    AZUREML_KUBERNETES_WORKSPACE: workspaceAt('ws1'),
  };
  const program = spawnServer(['fleet', ...argv], { env });
  program.child.stdin?.end();
  return program;
}

async function run(...argv: readonly string[]) {
  const program = start(...argv);
  return { code: await program.exited(), stdout: program.stdout(), stderr: program.stderr() };
}

function puts(): number {
  return service.control.requests.entries().filter(({ route }) => route === 'compute.put').length;
}

describe('a fleet at the command line', () => {
  it('is planned, applied with faults, applied to its end, and drift is found and mended', async () => {
    writeFleet();
    const plan = await run('plan', '-f', file, '--detailed-exitcode');
    expect([plan.code, plan.stdout]).toEqual([2, expect.stringContaining('Plan: 40 to attach, 0 to change')]);
    for (const name of ['c1', 'c2', 'c3', 'c4']) {
      const effect = { kind: 'error', status: 403, code: 'AuthorizationFailed' } as const;
      service.control.faults.plan({ match: { route: 'compute.put', path: `/${name}` }, effect });
    }
    const first = await run('apply', '-f', file, '--yes', '--concurrency', '20');
    expect([first.code, first.stderr]).toEqual([
      1,
      expect.stringContaining('Applied: 36 done, 0 skipped, 4 failed'),
    ]);
    const second = await run('apply', '-f', file, '--yes', '--concurrency', '20');
    expect([second.code, second.stderr]).toEqual([0, expect.stringContaining('Applied: 4 done')]);
    expect((await run('plan', '-f', file, '--detailed-exitcode')).code).toBe(0);

    writeFleet([], 'two');
    const drift = await run('plan', '-f', file, '--detailed-exitcode', '--report', join(folder, 'plan.md'));
    expect([drift.code, drift.stdout]).toEqual([2, expect.stringContaining('40 to change')]);
    expect(readFileSync(join(folder, 'plan.md'), 'utf8')).toContain('! ~ ws1/c0');
    expect((await run('apply', '-f', file, '--yes', '--concurrency', '20')).code).toBe(0);
    expect((await run('plan', '-f', file, '--detailed-exitcode')).code).toBe(0);
  });

  it('goes on after it was killed in the middle, twice, and writes nothing twice', async () => {
    writeFleet();
    for (const reached of [5, 15]) {
      const program = start('apply', '-f', file, '--yes', '--concurrency', '20');
      await expect.poll(puts, { timeout: 20_000 }).toBeGreaterThanOrEqual(reached);
      program.child.kill('SIGKILL');
      await program.exited();
    }
    expect((await run('apply', '-f', file, '--yes', '--concurrency', '20')).code).toBe(0);
    expect((await run('plan', '-f', file, '--detailed-exitcode')).code).toBe(0);
    expect(puts()).toBe(40);
  });

  it('detaches only what says absent, with --allow-detach and a yes', async () => {
    writeFleet();
    await run('apply', '-f', file, '--yes', '--concurrency', '20');
    writeFileSync(file, `computes:\n  - { name: c0, workspace: ${workspaceAt('ws1')}, state: absent }\n`);
    expect((await run('apply', '-f', file)).code).toBe(5);
    const refused = await run('apply', '-f', file, '--yes', '--concurrency', '20');
    expect([refused.code, refused.stderr]).toEqual([
      1,
      expect.stringContaining('detaches in the plan: 1; allowed: 0'),
    ]);
    const done = await run('apply', '-f', file, '--yes', '--allow-detach');
    expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('c0 detach: done')]);
    const left = workspaces.flatMap((name) =>
      service.control.computes.list(
        `/subscriptions/${here.subscriptionId}/resourceGroups/${here.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${name}`,
      ),
    );
    expect(left).toHaveLength(39);
  });

  it('applies only what was reviewed', async () => {
    writeFleet();
    const { stdout } = await run('plan', '-f', file, '--json');
    const reviewed: unknown = JSON.parse(stdout).fingerprint;
    writeFleet([], 'two');
    const stale = await run(
      'apply',
      '-f',
      file,
      '--yes',
      '--concurrency',
      '20',
      '--expect',
      String(reviewed),
    );
    expect([stale.code, puts()]).toEqual([1, 0]);
    writeFleet();
    expect(
      (await run('apply', '-f', file, '--yes', '--concurrency', '20', '--expect', String(reviewed))).code,
    ).toBe(0);
  });

  it.each([
    [['plan'], '--file is missing'],
    [['plan', '-f', '/nowhere.yaml'], '/nowhere.yaml: cannot be read'],
    [['plan', '-f', 'x', '--exepct', 'SECRET'], '--exepct: no such flag; did you mean --expect?'],
    [
      ['apply', '-f', 'x', '--allow-detach', '--max-detach', 'all'],
      '--max-detach must be a whole number from 1 on',
    ],
  ])('refuses %j with exit code 2', async (argv, problem) => {
    const { code, stdout, stderr } = await run(...argv);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(problem)]);
    expect(stderr).not.toContain('SECRET');
  });

  it('records each write before and after it, and writes nothing where it cannot', async () => {
    writeFileSync(file, `type: kubernetes\nname: one\nresource_id: ${demoIds.aksId}\n`);
    const log = join(folder, 'audit.jsonl');
    expect((await run('apply', '-f', file, '--yes', '--audit-log', log)).code).toBe(0);
    const lines = readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { event: 'write-intended', tool: 'fleet_apply', action: 'attach', compute: 'one' },
      { event: 'write-ended', outcome: 'started' },
    ]);
  });
});
