import { expect, it } from 'vitest';
import { callLine, INITIALIZE, INITIALIZED, type SpawnedServer, spawnServer } from './spawn-server.js';

/** `pnpm soak` makes it 200. */
const ROUNDS = Number(process.env['SOAK_ROUNDS'] ?? '12');
const AT_ONCE = 6;

type Round = (server: SpawnedServer) => Promise<void> | void;

const ATTACH = {
  name: 'gpu',
  resource_id:
    '/subscriptions/5f1c3d2e-7a4b-4c6d-8e9f-0a1b2c3d4e5f/resourceGroups/demo-rg/providers/Microsoft.ContainerService/managedClusters/demo-aks',
};

/** The ways in which a server comes to its end. */
const ENDS: readonly Round[] = [
  // The client closes its end, before or after a word, or in the middle of a call.
  (server) => void server.child.stdin?.end(),
  async (server) => {
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_list'));
    await server.lines(2);
    server.child.stdin?.end();
  },
  async (server) => {
    server.send(INITIALIZE, INITIALIZED, callLine(2, 'compute_attach', ATTACH));
    await server.lines(2);
    server.send(callLine(3, 'compute_wait', { name: 'gpu', until: 'detached' }));
    server.child.stdin?.end();
  },
  // It is ended by a signal.
  async (server) => {
    server.send(INITIALIZE);
    await server.lines(1);
    server.child.kill('SIGTERM');
  },
  // Its answers are no longer read.
  async (server) => {
    server.send(INITIALIZE, INITIALIZED);
    await server.lines(1);
    server.child.stdout?.destroy();
    server.send(...Array.from({ length: 30 }, (_unused, index) => callLine(index + 2, 'compute_list')));
  },
  async (server) => {
    const uri = 'azureml-kubernetes://computes/gpu';
    const subscribe = { jsonrpc: '2.0', id: 2, method: 'resources/subscribe', params: { uri } };
    server.send(INITIALIZE, INITIALIZED, JSON.stringify(subscribe));
    await server.lines(2);
    server.child.stdin?.end();
  },
];

it(`leaves no process behind after ${ROUNDS} starts and stops`, { timeout: 600_000 }, async () => {
  const pids: number[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < ROUNDS) {
      const end = ENDS[next % ENDS.length];
      next += 1;
      const server = spawnServer(['--demo', '--log-level', 'error']);
      pids.push(server.child.pid ?? 0);
      await end?.(server);
      expect(await server.exited(), server.stderr()).toBe(0);
      expect(server.stderr()).toBe('');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(pids).toHaveLength(ROUNDS);
  expect(pids.filter(isRunning)).toEqual([]);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
