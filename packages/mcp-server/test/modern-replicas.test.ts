import { demoIds, FakeComputeService, startFakeServer } from '@azureml-kubernetes/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { modernHeaders, modernRequest } from './modern.js';
import { spawnHttp } from './spawn-http.js';
import { createPost } from './start-http.js';

const OLD = 'the secret that is in use and of enough letters';
const NEW = 'the secret that takes its place and is long enough';

const over: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of over.splice(0).reverse()) await end();
});

/** Replicas of the built program at one Azure, each with its secrets, and a way to detach at any of them. */
async function startReplicas(...keys: readonly string[]) {
  const service = new FakeComputeService({ strict: true });
  service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId });
  const fake = await startFakeServer(service);
  over.push(() => fake.close());
  const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
  const args = ['--http-stateless', '--arm-endpoint', fake.url, '--workspace', workspace];
  const replicas = await Promise.all(
    keys.map(async (key) => {
      const env = key === '' ? {} : { AZUREML_KUBERNETES_CONFIRM_KEY: key };
      const replica = await spawnHttp(args, { env });
      over.push(async () => {
        replica.child.kill();
        await replica.exited();
      });
      return createPost(replica.url);
    }),
  );
  const detach = async (at: number, retry: object = {}) => {
    const params = { name: 'compute_detach', arguments: { name: 'gpu' }, ...retry };
    const request = modernRequest('tools/call', { params, capabilities: { elicitation: {} } });
    const post = replicas[at];
    if (post === undefined) throw new Error(`no replica ${at}`);
    return (await post(request, modernHeaders(request))).json;
  };
  const begin = async (at: number): Promise<object> => {
    const { result } = await detach(at);
    expect(result).toMatchObject({ resultType: 'input_required', requestState: expect.any(String) });
    const requestState: unknown = Reflect.get(Object(result), 'requestState');
    return { requestState, inputResponses: { confirm: { action: 'accept', content: { confirm: true } } } };
  };
  return { service, detach, begin };
}

const started = { result: { structuredContent: { outcome: 'started' } } };
const refused = { error: { code: -32_602, message: 'Invalid or expired requestState' } };

describe('a confirmation that begins on one replica', { timeout: 60_000 }, () => {
  it('ends on another with the same secret', async () => {
    const { detach, begin } = await startReplicas(OLD, OLD);
    expect(await detach(1, await begin(0))).toMatchObject(started);
  });

  it('is refused by one with another secret, or with one of its own', async () => {
    const { service, detach, begin } = await startReplicas(OLD, NEW, '');
    const retry = await begin(0);
    for (const at of [1, 2]) expect(await detach(at, retry)).toMatchObject(refused);
    expect(service.control.computes.find('gpu')).not.toBeNull();
  });

  it('ends on one that has the next secret beside the one in use, and the other way round', async () => {
    const { detach, begin } = await startReplicas(OLD, `${NEW},${OLD}`, NEW);
    const byOld = await begin(0);
    const byNew = await begin(1);
    expect(await detach(2, byOld)).toMatchObject(refused);
    expect(await detach(0, byNew)).toMatchObject(refused);
    expect(await detach(1, byOld)).toMatchObject(started);
  });
});
