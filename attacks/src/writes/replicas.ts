import assert from 'node:assert/strict';
import { demoIds } from '@azureml-kubernetes/testkit';
import type { Attack } from '../attack.ts';
import { startFake } from '../stage/azure.ts';
import { answerIn, type HttpServer, startHttp } from '../stage/http-server.ts';
import { structured, toolCall } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';

const SIZES = { usual: { kills: 3, lives: 12 }, nightly: { kills: 10, lives: 48 } } as const;
const KEY = 'a key that all replicas have in common';

/** Two stateless replicas are killed in turn while callers attach, wait and detach through either of them. */
export const replicas: Attack = {
  name: 'replicas',
  promise: 'replicas that are killed in turn write each compute once, and every life comes to its end',
  pace: 'long',
  async play(stage, size) {
    const { kills, lives } = SIZES[size];
    const { service, args } = await startFake(stage, {
      strict: true,
      provisioning: { attachMs: 500, detachMs: 200 },
    });
    const pair = await openPair(stage, [...args, '--http-stateless']);
    const names = [...Array(lives).keys()].map((life) => `gpu-${life}`);
    let done = false;
    const killing = killInTurn(pair, kills, () => done);
    for (let start = 0; start < names.length; start += 4)
      await Promise.all(names.slice(start, start + 4).map((name) => live(pair, name)));
    done = true;
    const killed = await killing;
    assert.equal(killed, kills, 'the lives went on as long as the kills');
    const puts = service.control.requests.entries({ method: 'PUT' }).length;
    assert.equal(puts, lives, `${puts} PUTs for ${lives} lives`);
    const left = names.filter((name) => service.control.computes.find(name) !== null);
    assert.deepEqual(left, [], 'every compute is detached');
    return `${killed} kills, ${puts} PUTs for ${lives} lives`;
  },
};

interface Pair {
  /** Asks any living replica until one answers. */
  call(tool: string, args: object): Promise<Record<string, unknown>>;
  /** Kills one and puts a fresh one in its place. */
  replace(index: 0 | 1): Promise<void>;
}

async function openPair(stage: Stage, args: readonly string[]): Promise<Pair> {
  const start = (): Promise<HttpServer> =>
    startHttp(stage, args, { env: { AZUREML_KUBERNETES_CONFIRM_KEY: KEY } });
  const servers = [await start(), await start()];
  let turn = 0;
  const ask = async (message: object): Promise<Record<string, unknown>> => {
    for (let attempt = 0; attempt < 60; attempt += 1) {
      turn += 1;
      const server = servers[turn % servers.length];
      try {
        if (server !== undefined) return structured(answerIn(await server.post(message)));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    throw new Error('no replica answered');
  };
  return {
    call: (tool, given) => ask(toolCall(1, tool, given)),
    replace: async (index) => {
      servers[index]?.program.child.kill('SIGKILL');
      await servers[index]?.program.ended;
      servers[index] = await start();
    },
  };
}

async function killInTurn(pair: Pair, kills: number, isOver: () => boolean): Promise<number> {
  let killed = 0;
  while (killed < kills && !isOver()) {
    await new Promise((resolve) => setTimeout(resolve, 700));
    await pair.replace(killed % 2 === 0 ? 0 : 1);
    killed += 1;
  }
  return killed;
}

/** Attaches, waits, detaches and waits, and asks again where a replica died over the answer. */
async function live({ call }: Pair, name: string): Promise<void> {
  await call('compute_attach', { name, resource_id: demoIds.aksId });
  await until(() => call('compute_wait', { name }), name);
  const { confirm_token } = await call('compute_detach', { name });
  if (typeof confirm_token === 'string') await call('compute_detach', { name, confirm_token });
  await until(() => call('compute_wait', { name, until: 'detached' }), name);
}

async function until(wait: () => Promise<Record<string, unknown>>, name: string): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) if ((await wait())['outcome'] === 'reached') return;
  throw new Error(`${name} did not come to its end`);
}
