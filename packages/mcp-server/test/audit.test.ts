import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, FakeComputeService, type FakeServer, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callLine, INITIALIZE, INITIALIZED, type SpawnedServer, spawnServer } from './spawn-server.js';

const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const attach = { name: 'gpu', resource_id: demoIds.aksId, namespace: 'ml-team' };

describe('--audit-log, in the built program', () => {
  let folder: string;
  let service: FakeComputeService;
  let fake: FakeServer;
  let server: SpawnedServer;
  let answered = 0;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    service = new FakeComputeService({ strict: true, provisioning: { attachMs: 0, detachMs: 0 } });
    fake = await startFakeServer(service);
  });

  afterEach(async () => {
    server.child.stdin?.end();
    await server.exited();
    await fake.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(file: string, ...flags: string[]): Promise<void> {
    server = spawnServer(
      ['--arm-endpoint', fake.url, '--workspace', workspace, '--audit-log', file, ...flags],
      { cwd: folder },
    );
    server.send(INITIALIZE, INITIALIZED);
    await server.lines(1);
    answered = 1;
  }

  async function call(name: string, args: Record<string, unknown>): Promise<string> {
    answered += 1;
    server.send(callLine(answered, name, args));
    return (await server.lines(answered)).at(-1) ?? '';
  }

  function entries(): unknown[] {
    return readFileSync(join(folder, 'audit.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('records who attached and detached what, with the request ids of the service', async () => {
    await start('audit.jsonl');
    await call('compute_attach', { ...attach, dry_run: true });
    await call('compute_attach', attach);
    await call('compute_attach', attach);
    const planned = await call('compute_detach', { name: 'gpu' });
    const token = /"confirm_token":"([^"]+)"/.exec(planned)?.[1];
    await call('compute_detach', { name: 'gpu', confirm_token: token });
    const request = { status: expect.any(Number), request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) };
    const who = { principal: expect.stringMatching(/^local:/), client: 'test 0', compute: 'gpu' };
    const attaching = {
      ...who,
      event: 'write-intended',
      tool: 'compute_attach',
      action: 'attach',
      workspace: demoIds.workspaceId,
      cluster: demoIds.aksId,
      namespace: 'ml-team',
      replace: false,
    };
    expect(entries()).toMatchObject([
      attaching,
      { event: 'write-ended', outcome: 'started', requests: [{ ...request, method: 'PUT' }] },
      attaching,
      { event: 'write-ended', outcome: 'already-attached', requests: [] },
      { ...who, event: 'write-intended', action: 'detach', confirmed: 'token' },
      { event: 'write-ended', outcome: 'started', requests: [{ ...request, method: 'DELETE' }] },
    ]);
    const ids = service.control.requests.entries({ method: 'PUT' }).map((one) => JSON.stringify(one));
    expect(ids).toHaveLength(1);
  });

  it('refuses to write where it cannot record, says so at the start, and goes on reading', async () => {
    await start(join('no-such-folder', 'audit.jsonl'), '--confirm', 'off');
    expect(server.stderr()).toContain('"audit-log-unwritable"');
    expect(await call('compute_attach', attach)).toContain('"code":"forbidden"');
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const refused = await call('compute_detach', { name: 'gpu' });
    expect(refused).toMatch(/"code":"forbidden".*audit log.*--audit-log/);
    expect(await call('compute_list', {})).toContain('"total":1');
    const methods = service.control.requests.entries().map(({ method }) => method);
    expect(new Set(methods)).toEqual(new Set(['GET']));
  });
});
