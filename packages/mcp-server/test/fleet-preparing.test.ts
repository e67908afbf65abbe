import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnServer } from './spawn-server.js';

const bareId = demoIds.aksId.replace('demo-aks', 'c1');
const folder = mkdtempSync(join(tmpdir(), 'fleet-preparing-'));
const file = join(folder, 'computes.yaml');
writeFileSync(
  file,
  `defaults: { namespace: ml, prepare: { create_namespace: true } }
computes:
  - { name: one, resource_id: ${bareId} }
  - { name: two, resource_id: ${bareId} }
`,
);

let service: FakeComputeService;
let server: Awaited<ReturnType<typeof startFakeServer>>;

beforeEach(async () => {
  service = new FakeComputeService({
    seed: 'cluster-bare',
    provisioning: { attachMs: 20, detachMs: 20, prepareMs: 0 },
  });
  server = await startFakeServer(service, { port: 0 });
});

afterEach(() => server.close());

async function run(...argv: readonly string[]) {
  const env = {
    AZUREML_KUBERNETES_ARM_ENDPOINT: server.url,
    AZUREML_KUBERNETES_WORKSPACE: `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`,
  };
  const program = spawnServer(['fleet', ...argv], { env });
  program.child.stdin?.end();
  return { code: await program.exited(), stdout: program.stdout(), stderr: program.stderr() };
}

/** The routes of requests that change something in Azure. */
function writes(): string[] {
  const changing = service.control.requests.entries().filter(({ method }) => method !== 'GET');
  return changing.map(({ route }) => route ?? '').filter((route) => !/run-command|list-keys/.test(route));
}

describe('a fleet whose cluster is bare', () => {
  it('shows the steps in its plan, looks into no cluster, and writes nothing', async () => {
    const report = join(folder, 'plan.md');
    const plan = await run('plan', '-f', file, '--detailed-exitcode', '--report', report);
    expect(plan.code).toBe(2);
    for (const text of [plan.stdout, readFileSync(report, 'utf8')]) {
      expect(text).toContain('* cluster c1, for one, two');
      expect(text).toMatch(/extension \(needed, about \d+ min\)/);
      expect(text).toContain('namespace (by-hand)');
      expect(text).toContain(
        '2 to attach, 0 to change, 0 to replace, 0 to detach, 0 unchanged, 1 cluster to prepare',
      );
    }
    expect(service.control.requests.entries().every(({ method }) => method === 'GET')).toBe(true);
  });

  it('is read from a folder, and given as YAML and TSV', async () => {
    const rows = await run('plan', '-f', folder, '-o', 'tsv');
    expect([rows.code, rows.stdout]).toEqual([0, 'demo-ws\tone\tattach\ndemo-ws\ttwo\tattach\n']);
    const yaml = await run('plan', '-f', folder, '-o', 'yaml');
    expect(yaml.stdout).toContain('fingerprint: "');
  });

  it.each([
    ['--prepare', 'plan'],
    ['--allow-cluster', `${demoIds.aksId}`],
  ])('is not prepared with %s %s', async (flag, value) => {
    const refused = await run('apply', '-f', file, '--yes', flag, value);
    expect([refused.code, writes()]).toEqual([1, []]);
    expect(refused.stderr).toMatch(/preparing is not allowed|does not work on that cluster/);
  });

  it('is left as it is with --prepare off', async () => {
    const plan = await run('plan', '-f', file, '--prepare', 'off');
    expect(plan.stdout).not.toContain('cluster c1');
  });

  it('is prepared and attached after a yes, with each write recorded', async () => {
    const log = join(folder, 'audit.jsonl');
    expect((await run('apply', '-f', file)).code).toBe(5);
    expect(writes()).toEqual([]);
    const applied = await run('apply', '-f', file, '--yes', '--in-cluster', 'write', '--audit-log', log);
    expect([applied.code, applied.stderr]).toEqual([
      0,
      expect.stringMatching(/cluster c1: preparing\ncluster c1: prepared\n[\s\S]*Applied: 2 done/),
    ]);
    expect(writes()).toEqual(['provider.register', 'extension.put', 'compute.put', 'compute.put']);
    const actions = readFileSync(log, 'utf8').match(/"action":"[\w-]+"/g);
    expect(new Set(actions)).toEqual(
      new Set(['register', 'create', 'run-command', 'attach'].map((one) => `"action":"${one}"`)),
    );
    const again = await run('plan', '-f', file, '--detailed-exitcode', '--in-cluster', 'write');
    expect([again.code, again.stdout]).toEqual([
      0,
      expect.stringContaining('= cluster c1, for one, two: prepared'),
    ]);
  });
});
