import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, type FakeServer, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpDefaults } from '../../test/http-defaults.js';
import type { Config } from '../configuration/config.js';
import type { ReportFormat } from './report.js';
import { runDoctor } from './run-doctor.js';

const pinned = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  name: demoIds.workspace,
};

describe('runDoctor', () => {
  let service: FakeComputeService;
  let fake: FakeServer;

  beforeEach(async () => {
    service = new FakeComputeService({ strict: true });
    fake = await startFakeServer(service);
  });

  afterEach(() => fake.close());

  async function examine(changes: Partial<Config> = {}, skewMs = 0, format: Partial<ReportFormat> = {}) {
    const lines: string[] = [];
    const config: Config = {
      demo: false,
      cloud: { resourceManager: fake.url, scope: `${fake.url}/.default`, authority: 'https://login.example' },
      credential: 'static',
      tenant: null,
      foreignAuthority: null,
      proxy: null,
      pinned,
      pinnedFromAbove: null,
      ignoredVariables: [],
      allowed: null,
      readOnly: false,
      preparing: { mode: 'apply', inCluster: 'read', allowedClusters: null },
      tools: null,
      era: 'both',
      confirm: 'auto',
      confirmKeys: null,
      http: null,
      logLevel: 'info',
      auditLog: null,
      ...changes,
    };
    const clock: Clock = {
      ...systemClock,
      now: () => Date.now() + skewMs,
      sleep: (delayMs, signal) => systemClock.sleep(delayMs < 30_000 ? 0 : delayMs, signal),
    };
    const healthy = await runDoctor(config, {
      proxy: 'off',
      write: (line) => lines.push(line),
      format: { json: false, color: false, ...format },
      clock,
    });
    return { healthy, text: lines.join('') };
  }

  it('finds all in order', async () => {
    const { healthy, text } = await examine();
    expect(healthy).toBe(true);
    const subjects = ['proxy', 'credential', 'workspace', 'clock', 'workspace-network', 'caller-attach'];
    for (const subject of [...subjects, 'clusters', 'cluster demo-aks', 'cluster demo-arc'])
      expect(text).toMatch(new RegExp(`^ok {4}${subject}: `, 'm'));
  });

  it.each(['workspace-roles-partial', 'workspace-roles-missing'] as const)(
    'does not call a cluster attachable whose roles it has not looked at (%s)',
    async (seed) => {
      service = new FakeComputeService({ strict: true, seed });
      await fake.close();
      fake = await startFakeServer(service);
      const { text } = await examine();
      expect(text).toMatch(/^ok {4}cluster \S+: nothing speaks against an attach; roles were not looked at/m);
      expect(text).not.toContain('can be attached');
    },
  );

  it('sums up, and colours the verdicts where it may', async () => {
    expect((await examine()).text).toContain(', 1 warn, 0 fail. Nothing failed.');
    service.control.clusters.remove(demoIds.bareId);
    expect((await examine()).text).toMatch(/\n\n(\d+) checks: \1 ok, 0 warn, 0 fail\. Nothing failed\.\n$/);
    const { text } = await examine({ pinned: { ...pinned, name: 'no-such-ws' } }, 0, { color: true });
    expect(text).toContain('\u001b[31mfail\u001b[39m  workspace: ');
    expect(text).toMatch(/, 1 fail\. Mend what failed first\.\n$/);
  });

  it('writes one JSON document for programs, without colours', async () => {
    const { text } = await examine({ pinned: { ...pinned, name: 'no-such-ws' } }, 0, {
      json: true,
      color: true,
    });
    expect(JSON.parse(text)).toMatchObject({
      healthy: false,
      counts: { fail: 1 },
      findings: expect.arrayContaining([
        { verdict: 'ok', subject: 'credential', text: expect.stringMatching(/^gives a token/) },
        expect.objectContaining({ verdict: 'fail', subject: 'workspace', advice: expect.any(String) }),
      ]),
    });
  });

  it('finds the demo in order', async () => {
    expect((await examine({ demo: true, cloud: 'public' })).healthy).toBe(true);
  });

  it('says whether writes could be recorded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const there = await examine({ auditLog: join(folder, 'audit.jsonl') });
    expect(there.text).toMatch(/^ok {4}audit log: .*audit\.jsonl can be written$/m);
    const missing = await examine({ auditLog: join(folder, 'no', 'audit.jsonl') });
    expect(missing.healthy).toBe(false);
    expect(missing.text).toMatch(/^fail {2}audit log: .*refused\n {6}→ Make the folder/m);
    rmSync(folder, { recursive: true });
  });

  it('asks the authority for its keys, and nothing of Azure where each caller calls it', async () => {
    const tenant = '0f0e0d0c-1111-4222-8333-444455556666';
    const permissions = { read: [], write: [], prepare: [] };
    const rest = { audiences: [], permissions, requireRoles: false, peopleOnly: true };
    const auth = { tenant, authority: 'http://127.0.0.1:1', ...rest };
    const proof = { kind: 'secret' as const, secret: 's' };
    const onBehalfOf = { tenant, authority: auth.authority, clientId: tenant, proof };
    const { healthy, text } = await examine({ http: { ...httpDefaults(), auth, onBehalfOf } });
    expect(healthy).toBe(false);
    expect(text).toMatch(/^fail {2}sign-in: .*cannot be reached\n {6}→ Check --auth-tenant/m);
    expect(text).toMatch(/^warn {2}credential: Azure is called on behalf of each caller/m);
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('says which permission is missing', async () => {
    service.control.permissions.replace({ actions: ['*/read'] });
    const { healthy, text } = await examine();
    expect(healthy).toBe(false);
    expect(text).toMatch(
      /^fail {2}caller-attach: .*not allowed \S+computes\/write, \S+computes\/delete in the workspace\n {6}→ /m,
    );
  });

  it('says which cluster could not be attached as it is, and why, which is no failure', async () => {
    const { clusters, extensions, computes } = service.control;
    clusters.change(demoIds.aksId, { powerState: 'Stopped' });
    extensions.install(demoIds.arcId, { provisioningState: 'Updating' });
    computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const { healthy, text } = await examine();
    expect(healthy).toBe(true);
    expect(text).toMatch(
      /^warn {2}cluster demo-aks: cluster-running: .*Stopped.*; attached as gpu\n {6}→ .*az aks start/m,
    );
    expect(text).toMatch(/^warn {2}cluster demo-arc: extension-healthy: .*Updating\n {6}→ Wait/m);
  });

  it('says that there are no clusters, that they cannot be listed, or that there are many', async () => {
    const { clusters, faults } = service.control;
    const place = { subscriptionId: demoIds.subscriptionId, resourceGroup: demoIds.resourceGroup };
    for (let count = 1; count <= 9; count += 1)
      clusters.add({ ...place, kind: 'aks', name: `c${count}`, extension: {} });
    expect((await examine()).text).toMatch(/^ok {4}clusters: 12 found, of which 10 follow$/m);
    faults.plan({ match: { route: 'cluster.list' }, effect: { kind: 'error', status: 403 } });
    expect((await examine()).text).toMatch(/^warn {2}clusters \((?:aks|arc)\): .*forbidden$/m);
    for (const { id } of clusters.list()) clusters.remove(id);
    const { healthy, text } = await examine();
    expect(healthy).toBe(true);
    expect(text).toMatch(/^warn {2}clusters: none is found/m);
  });

  it('says that the workspace is not there, and stops', async () => {
    const { healthy, text } = await examine({ pinned: { ...pinned, name: 'no-such-ws' } });
    expect(healthy).toBe(false);
    expect(text).toMatch(/^fail {2}workspace: .*404/m);
    expect(text).not.toContain('caller-attach');
  });

  it('says that the network is not there', async () => {
    await fake.close();
    const { healthy, text } = await examine();
    expect(healthy).toBe(false);
    expect(text).toMatch(/^fail {2}workspace: no answer .*ECONNREFUSED\n {6}→ Check the network/m);
    fake = await startFakeServer(service);
  });

  it('says that the clock is wrong', async () => {
    const { healthy, text } = await examine({}, 3_600_000);
    expect(healthy).toBe(false);
    expect(text).toMatch(/^fail {2}clock: 3(?:599|600|601) s away/m);
  });

  it('has nothing to say about a workspace that it is not given', async () => {
    const { healthy, text } = await examine({ pinned: null });
    expect(healthy).toBe(true);
    expect(text).toMatch(/^warn {2}workspace: /m);
  });

  it('says that a folder above names the workspace, and which variables are ignored', async () => {
    const { text } = await examine({
      pinnedFromAbove: '/home/config.json',
      ignoredVariables: ['AZUREML_KUBERNETES_PORT'],
    });
    expect(text).toMatch(/^warn {2}\/home\/config\.json: names the workspace/m);
    expect(text).toMatch(/^warn {2}AZUREML_KUBERNETES_PORT: is what Kubernetes sets/m);
  });
});
