import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startRoundRobin } from './round-robin.js';
import { type SpawnedHttp, spawnHttp } from './spawn-http.js';

const resultShape = z.looseObject({ structuredContent: z.record(z.string(), z.unknown()) });
const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

/** Replicas of the built program behind a balancer, all at the same Azure. */
async function startReplicas(env: Readonly<Record<string, string>>) {
  const service = new FakeComputeService({ strict: true, provisioning: { attachMs: 2_500, detachMs: 200 } });
  const fake = await startFakeServer(service);
  over.push(() => fake.close());
  const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const start = async (): Promise<SpawnedHttp> => {
    const args = ['--http-stateless', '--arm-endpoint', fake.url, '--workspace', workspace];
    const replica = await spawnHttp(args, { env });
    over.push(async () => {
      replica.child.kill('SIGKILL');
      await replica.exited();
    });
    return replica;
  };
  const [one, other] = await Promise.all([start(), start()]);
  const balancer = await startRoundRobin([one.url, other.url].map(originOf));
  over.push(() => balancer.close());
  const client = new Client({ name: 'agent', version: '1' }, { capabilities: { elicitation: {} } });
  await client.connect(new StreamableHTTPClientTransport(new URL(balancer.url)));
  over.push(() => client.close());
  const call = async (name: string, args: Record<string, unknown>, onprogress?: () => void) => {
    const options = onprogress === undefined ? {} : { onprogress };
    const result = resultShape.parse(await client.callTool({ name, arguments: args }, undefined, options));
    return { ...result.structuredContent, by: balancer.served.at(-1) };
  };
  return { service, balancer, start, one, other, call };
}

const attach = { name: 'gpu', resource_id: demoIds.aksId };

describe('two replicas behind a round-robin', { timeout: 60_000 }, () => {
  it('are one service: attach on one, wait on the other, lose one in the middle, detach across both', async () => {
    const { service, balancer, start, one, other, call } = await startReplicas({
      AZUREML_KUBERNETES_CONFIRM_KEY: 'a secret of at least thirty-two characters',
    });
    const started = await call('compute_attach', attach);
    expect(started).toMatchObject({ outcome: 'started' });

    const begun = Promise.withResolvers<void>();
    const broken = call('compute_wait', { name: 'gpu' }, begun.resolve);
    broken.catch(() => {});
    await begun.promise;
    const [attachedBy, waitedBy] = balancer.served.slice(-2);
    expect(new Set([attachedBy, waitedBy])).toEqual(new Set([one.url, other.url].map(originOf)));
    const [dying, living] = waitedBy === originOf(one.url) ? [one, other] : [other, one];
    dying.child.kill('SIGKILL');
    await dying.exited();
    expect(await call('compute_wait', { name: 'gpu' })).toMatchObject({
      outcome: 'reached',
      state: 'Succeeded',
      by: originOf(living.url),
    });
    expect(service.control.requests.entries({ method: 'PUT' })).toHaveLength(1);

    const fresh = await start();
    balancer.replace(originOf(dying.url), originOf(fresh.url));
    const planned = await call('compute_detach', { name: 'gpu' });
    expect(planned).toMatchObject({ outcome: 'confirmation_required' });
    const confirm_token = 'confirm_token' in planned ? planned.confirm_token : undefined;
    const detached = await call('compute_detach', { name: 'gpu', confirm_token });
    expect(detached).toMatchObject({ outcome: 'started' });
    expect(detached.by).not.toBe(planned.by);
    expect(await call('compute_wait', { name: 'gpu', until: 'detached' })).toMatchObject({
      outcome: 'reached',
    });
  });

  it('take no confirmation of each other without a key in common', async () => {
    const { service, call } = await startReplicas({});
    service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
    const planned = await call('compute_detach', { name: 'gpu' });
    const confirm_token = 'confirm_token' in planned ? planned.confirm_token : undefined;
    const refused = await call('compute_detach', { name: 'gpu', confirm_token });
    expect(refused).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^confirm_token/),
    });
    expect(service.control.computes.find('gpu')).not.toBeNull();
  });
});

function originOf(url: string): string {
  return new URL(url).origin;
}
