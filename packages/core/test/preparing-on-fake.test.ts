import { demoIds } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { type PrepareTargetInput, parseClusterId } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';
import { small } from './preparing-steps.js';

const CLUSTERS = [
  {
    seed: 'cluster-bare',
    resourceId: demoIds.aksId.replace('demo-aks', 'c1'),
    end: 'prepared',
    writes: ['POST provider.register', 'PUT extension.put'],
  },
  {
    seed: 'cluster-bare-arc',
    resourceId: demoIds.arcId.replace('demo-arc', 'c1'),
    end: 'blocked',
    writes: [
      'POST provider.register',
      'POST provider.register',
      'PUT relay.put',
      'PUT hybrid-connection.put',
      'PUT relay-rule.put',
      'PUT extension.put',
    ],
  },
] as const;

function targetOf(resourceId: string): PrepareTargetInput {
  return { resourceId, namespace: 'ml-team', createNamespace: true, instanceTypes: { small } };
}

/** The writes that changed something, in the words of the journal. */
function changes({ requests }: Environment): string[] {
  const writes = requests().filter((line) => !line.startsWith('GET') && !/run-command|list-keys/.test(line));
  return writes.map((line) => line.replace(/ \d+$/, ''));
}

describe.each(CLUSTERS)('$seed', ({ seed, resourceId, end, writes }) => {
  const target = targetOf(resourceId);

  it('is prepared as far as it can be, with one write a change, and has only steps by hand left', async () => {
    const world = createEnvironment({ seed });
    const outcome = await world.client.prepare(target, { inCluster: 'write' });
    expect(outcome.kind).toBe(end);
    const again = await world.client.planPreparation(target, { inCluster: 'read' });
    const open = again.steps.filter(({ state }) => state !== 'done');
    expect(open.map(({ id, state }) => [id, state])).toEqual(
      end === 'prepared'
        ? []
        : [
            ['namespace', 'by-hand'],
            ['instance-types', 'by-hand'],
          ],
    );
    expect(changes(world)).toEqual(writes);
  });

  it('can be attached after that, which its checks know', async () => {
    const world = createEnvironment({ seed });
    await world.client.prepare({ resourceId }, { inCluster: 'write' });
    const { client } = world;
    const configuration = { ...world.configuration, resourceId: parseClusterId(resourceId), namespace: null };
    expect(await client.checkAttach('gpu', configuration)).toMatchObject({ ready: true });
    const { operation } = await client.attach('gpu', configuration);
    expect(await client.wait('gpu', { operation, timeoutMs: 3_600_000 })).toMatchObject({ kind: 'reached' });
  });

  it('is gone on with by others, whatever request its first preparation was stopped at', async () => {
    const count = await stopAt(createEnvironment({ seed }), Number.POSITIVE_INFINITY);
    for (let at = 1; at <= count; at += 4) {
      const world = createEnvironment({ seed });
      await stopAt(world, at);
      const outcome = await world.client.prepare(target, { inCluster: 'write' });
      expect([outcome.kind, changes(world)], `stopped at ${at}`).toEqual([end, writes]);
    }
  });

  /** Aborts a preparation when it announces or has sent as many requests; gives how many were sent. */
  async function stopAt(world: Environment, at: number): Promise<number> {
    const controller = new AbortController();
    const watching = { ...world, sent: () => world.requests().length };
    const timer = async (): Promise<void> => {
      if (watching.sent() >= at) controller.abort('stopped');
    };
    const options = {
      inCluster: 'write',
      beforeWrite: timer,
      onProgress: () => void timer(),
      signal: controller.signal,
    } as const;
    await world.client.prepare(target, options).catch((error: unknown) => expect(error).toBe('stopped'));
    return watching.sent();
  }
});
