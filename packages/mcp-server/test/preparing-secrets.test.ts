import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fetch } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock, startFakeServer } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { AuditLog } from '../src/observability/audit-log.js';
import { selectTools } from '../src/tools/registry.js';
import { connectClient } from './connect-client.js';
import { modernHeaders, modernRequest } from './modern.js';
import { spawnServer } from './spawn-server.js';
import { startHttp } from './start-http.js';

const PLACE = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  location: demoIds.location,
};
const WORLDS = {
  AKS: { id: demoIds.aksId.replace('demo-aks', 'c1'), kind: 'aks', entraManaged: true },
  Arc: { id: demoIds.arcId.replace('demo-arc', 'c1'), kind: 'arc' },
} as const;

/** A bare cluster whose Azure quotes what it was sent, and the secrets that went to and fro. */
function openWorld({ id: _id, ...details }: (typeof WORLDS)[keyof typeof WORLDS], clock?: ManualClock) {
  const workspaces = [{ ...PLACE, name: demoIds.workspace }];
  const clusters = [{ ...PLACE, name: 'c1', extension: null, ...details }];
  const provisioning = { attachMs: 0, detachMs: 0, prepareMs: 0 };
  const seed = { workspaces, clusters };
  const service = new FakeComputeService({ seed, strict: true, provisioning, ...(clock && { clock }) });
  const secrets = new Set<string>();
  const wrap =
    (send: Fetch): Fetch =>
    async (input, init) => {
      const request = new Request(input, init);
      const sent = await request.clone().text();
      const token = /"clusterToken":"([^"]+)"/.exec(sent)?.[1];
      if (token !== undefined) secrets.add(token);
      const answer = await send(request);
      const text = await answer.text();
      for (const [, key = ''] of text.matchAll(/SharedAccessKey=([^;"]+)/g)) secrets.add(key);
      const { status, headers } = answer;
      const isQuoted = request.method === 'PUT' && /extensions/.test(request.url);
      if (isQuoted)
        return Response.json({ error: { code: 'Bad', message: `cannot read ${sent}` } }, { status: 400 });
      const told = token === undefined ? text : text.replace(/"logs":"/, `"logs":"${token} `);
      return new Response(told === '' ? null : told, { status, headers });
    };
  return { service, secrets, wrap };
}

/** Fails where one of the secrets stands in what was shown, whole or in part; there has to be one. */
function expectHidden(secrets: ReadonlySet<string>, shown: string): void {
  expect(secrets.size).toBeGreaterThan(0);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(12);
    expect(shown).not.toContain(secret);
    expect(shown).not.toContain(secret.slice(0, 16));
  }
}

function openAudit(clock: ManualClock) {
  const lines: string[] = [];
  const append = async (line: string): Promise<void> => void lines.push(line);
  return { lines, audit: new AuditLog({ file: { append }, clock, log: () => {} }) };
}

/** Lets time pass, slowly against the work, until it is done: a server has timers that must not go ahead of it. */
async function passing<T>(clock: ManualClock, work: Promise<T>): Promise<T> {
  let isOver = false;
  const end = work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await new Promise(setImmediate);
    await clock.advance(20);
  }
  return end;
}

const args = (id: string) => ({
  resource_id: id,
  namespace: 'ml-team',
  create_namespace: true,
  max_wait_seconds: 20,
});

describe.each(Object.entries(WORLDS))('the secrets of a preparation (%s)', (_kind, world) => {
  it('stand in no result, progress, question, log, audit line or journal of the legacy era', async () => {
    const clock = new ManualClock({ autoAdvance: true });
    const { service, secrets, wrap } = openWorld(world, clock);
    const { lines, audit } = openAudit(clock);
    const texts: string[] = [];
    const { call, logged } = await connectClient({
      beside: { service, clock },
      wrap,
      audit,
      inCluster: 'write',
      onAsked: (message) => {
        texts.push(message);
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const onprogress = ({ message = '' }: { message?: string | undefined }) => texts.push(message);
    const { result } = await call('cluster_prepare', args(world.id), { onprogress });
    expect(JSON.stringify(result['untrusted'])).toContain('cannot read');
    const inspected = await call('cluster_inspect', { resource_id: world.id });
    const journal = service.control.requests.entries();
    expect(lines.length).toBeGreaterThan(0);
    expectHidden(secrets, JSON.stringify([result, inspected, texts, logged, lines, journal]));
  });

  it('stand in no answer, log or audit line of the modern era', async () => {
    const clock = new ManualClock({ stallAfterMs: Number.POSITIVE_INFINITY });
    const { service, secrets, wrap } = openWorld(world, clock);
    const { lines, audit } = openAudit(clock);
    const offered = selectTools({ readOnly: false, names: null, prepare: 'apply', inspect: true });
    const { post, logged } = await startHttp({}, 'both', offered, {
      beside: { service, clock },
      wrap,
      audit,
      inCluster: 'write',
      confirm: 'off',
    });
    const params = { name: 'cluster_prepare', arguments: args(world.id) };
    const request = modernRequest('tools/call', { params });
    const { text, status } = await passing(clock, post(request, modernHeaders(request)));
    expect(status).toBe(200);
    expect(lines.length).toBeGreaterThan(0);
    expectHidden(secrets, JSON.stringify([text, logged, lines]));
  });

  it('stand in nothing that the command line writes', async () => {
    const { service, secrets, wrap } = openWorld(world);
    const fake = await startFakeServer({
      fetch: (input, init) => wrap(service.fetch)(new Request(input, init)),
    });
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
    const argv = [
      'cluster',
      'prepare',
      '--resource-id',
      world.id,
      '--namespace',
      'ml-team',
      '--create-namespace',
    ];
    const flags = ['--yes', '--json', '--in-cluster', 'write', '--audit-log', 'audit.jsonl'];
    const env = { AZUREML_KUBERNETES_ARM_ENDPOINT: fake.url, AZUREML_KUBERNETES_WORKSPACE: workspace };
    const program = spawnServer([...argv, ...flags], { cwd: folder, env });
    program.child.stdin?.end();
    await program.exited();
    const audit = readFileSync(join(folder, 'audit.jsonl'), 'utf8');
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
    expect(program.stdout() + program.stderr()).toContain('cluster');
    expectHidden(secrets, program.stdout() + program.stderr() + audit);
  });
});
