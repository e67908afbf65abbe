import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { spawnHttp } from './spawn-http.js';
import { spawnServer } from './spawn-server.js';
import { createPost, initialize, sessionOf, toolCall } from './start-http.js';
import { CLIENT_ID, startIssuer, TENANT } from './token-issuer.js';

const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
const cluster = demoIds.aksId.replace('demo-aks', 'c1');
const list = { jsonrpc: '2.0', id: 2, method: 'tools/list' };
const issuer = await startIssuer(() => Date.now());
const over: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

/** The built program over HTTP for callers who sign in, and a fake with two bare clusters. */
async function start(...args: readonly string[]) {
  const service = new FakeComputeService({
    seed: 'cluster-bare',
    strict: true,
    provisioning: { attachMs: 0, detachMs: 0, prepareMs: 0 },
  });
  const fake = await startFakeServer(service);
  over.push(() => fake.close());
  const auth = ['--auth', 'entra', '--auth-tenant', TENANT, '--auth-audience', CLIENT_ID];
  const place = ['--workspace', workspace, '--arm-endpoint', fake.url, '--auth-authority', issuer.url];
  const server = await spawnHttp([...place, ...auth, ...args]);
  over.push(async () => {
    server.child.kill('SIGKILL');
    await server.exited();
  });
  const post = createPost(server.url);
  const openAs = async (claims: object) => {
    const headers = {
      authorization: `Bearer ${await issuer.sign({ claims: { aud: CLIENT_ID, ...claims } })}`,
    };
    const session = { ...headers, ...sessionOf(await post(initialize, headers)) };
    const prepare = async (given: object = {}) => {
      const { json } = await post(toolCall('cluster_prepare', { resource_id: cluster, ...given }), session);
      return Object(Reflect.get(Object(json['result']), 'structuredContent'));
    };
    const hints = async (): Promise<string> => JSON.stringify((await post(list, session)).json);
    return { prepare, hints };
  };
  const writes = (): string[] =>
    service.control.requests
      .entries()
      .filter(({ method }) => method !== 'GET')
      .map(({ route }) => String(route));
  return { openAs, writes };
}

const APPLY = ['--prepare', 'apply', '--allow-cluster', cluster];

describe('over HTTP, the built program', () => {
  it('only plans for callers who may write and not prepare', async () => {
    const { openAs, writes } = await start(...APPLY);
    for (const claims of [
      { scp: 'Compute.ReadWrite' },
      { scp: undefined, roles: ['Compute.ReadWrite.All'] },
    ]) {
      const { prepare, hints } = await openAs(claims);
      expect(await prepare()).toMatchObject({ outcome: 'plan' });
      expect(await hints()).toMatch(/"name":"cluster_prepare".*this server may only plan/);
    }
    expect(writes()).toEqual([]);
  });

  it.each([
    ['a person with the scope', { scp: 'Compute.Prepare' }],
    ['an application with the role', { scp: undefined, roles: ['Compute.Prepare.All'] }],
  ])(
    'prepares for %s, once the changes are agreed to, and only the clusters that are named',
    async (_who, claims) => {
      const { openAs, writes } = await start(...APPLY);
      const { prepare } = await openAs(claims);
      const plan = await prepare();
      expect(plan).toMatchObject({ outcome: 'confirmation_required', confirm_token: expect.any(String) });
      const elsewhere = await prepare({ resource_id: cluster.replace(/c1$/, 'c2') });
      expect(elsewhere).toMatchObject({
        code: 'forbidden',
        hint: expect.stringContaining('--allow-cluster'),
      });
      expect(writes()).toEqual([]);
      const { outcome } = await prepare({ confirm_token: plan.confirm_token, max_wait_seconds: 20 });
      expect(outcome).toMatch(/^(?:prepared|under_way)$/);
      expect(writes()[0]).toBe('provider.register');
    },
  );

  it('only plans where it was not started to prepare, whatever the callers may do', async () => {
    const { openAs, writes } = await start();
    const { prepare } = await openAs({ scp: 'Compute.ReadWrite Compute.Prepare' });
    expect(await prepare()).toMatchObject({ outcome: 'plan' });
    expect(writes()).toEqual([]);
  });

  it('does not start to prepare any cluster for everyone', async () => {
    const program = spawnServer(['--http', '--port', '0', '--prepare', 'apply', '--workspace', workspace]);
    expect(await program.exited()).toBe(2);
    expect(program.stderr()).toContain('--prepare apply over HTTP needs --allow-cluster');
  });
});
