import { readFileSync, writeFileSync } from 'node:fs';
import { demoIds, type Fault } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';
import { cutOff, FAULTS } from './planned-faults.js';

/** Each request in the life of a compute; a fault can strike any of them. */
const PLACES: Readonly<Record<string, NonNullable<Fault['match']>>> = {
  'read before attach': { route: 'compute.get', nth: 1 },
  'read of the region': { route: 'workspace.get', nth: 1 },
  'attach (PUT)': { route: 'compute.put', nth: 1 },
  'first poll': { route: 'operation.status', nth: 1 },
  'last poll': { route: 'operation.status', nth: 10 },
  'read after attach': { route: 'compute.get', nth: 2 },
  'status (GET)': { route: 'compute.get', nth: 3 },
  'read before detach': { route: 'compute.get', nth: 4 },
  'detach (DELETE)': { route: 'compute.delete', nth: 1 },
  'poll of the detach': { route: 'operation.status', nth: 11 },
  'read after detach': { route: 'compute.get', nth: 5 },
};

/** Plays attach → wait → status → detach → wait; tells how it ended. */
async function live({ client, configuration }: Environment): Promise<string> {
  try {
    const { operation } = await client.attach('gpu', configuration);
    const attached = await client.wait('gpu', { operation, timeoutMs: 3_600_000 });
    if (attached.kind !== 'reached') return `attach ${attached.kind}`;
    await client.get('gpu');
    const { operation: detaching } = await client.detach('gpu');
    const detached = await client.wait('gpu', {
      until: 'detached',
      operation: detaching,
      timeoutMs: 3_600_000,
    });
    return detached.kind === 'reached' ? 'completed' : `detach ${detached.kind}`;
  } catch (error) {
    if (ComputeTargetError.isInstance(error)) return error.code;
    throw error;
  }
}

function createWorld(): Environment {
  return createEnvironment({ location: null, between: cutOff });
}

/** How often the service carried a write out; only `reset after` hides that it did. */
function countEffects({ requests }: Environment, write: string, isHidden: boolean): number {
  const accepted = requests().filter((line) => line === `${write} 201` || line === `${write} 202`);
  return accepted.length + (isHidden ? 1 : 0);
}

const table = new Map<string, string>();

it('knows every request of the life', async () => {
  const world = createWorld();
  expect(await live(world)).toBe('completed');
  const counts = new Map<string, number>();
  for (const { route } of world.service.control.requests.entries())
    counts.set(String(route), (counts.get(String(route)) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual({
    'compute.get': 5,
    'workspace.get': 1,
    'compute.put': 1,
    'operation.status': 14,
    'compute.delete': 1,
  });
});

describe.each(Object.entries(PLACES))('a fault at: %s', (place, match) => {
  it.each(Object.entries(FAULTS))('%s ends in the right state or in a typed error', async (fault, effect) => {
    const world = createWorld();
    const { service, clock } = world;
    service.control.faults.plan({ match, effect });
    const end = await live(world);
    table.set(`${place}|${fault}`, end);

    service.control.faults.assertConsumed();
    expect(clock.sleeping, 'timers left behind').toBe(0);
    expect(clock.monotonic(), 'it does not hang').toBeLessThan(600_000);
    for (const route of ['compute.put', 'compute.delete'] as const) {
      const write = route === 'compute.put' ? `PUT ${route}` : `DELETE ${route}`;
      const isHidden = fault === 'reset after' && match.route === route;
      const effects = countEffects(world, write, isHidden);
      expect(effects, `${route} is not carried out twice`).toBeLessThanOrEqual(1);
      if (end === 'completed') expect(effects, `${route} is carried out`).toBe(1);
    }
    expect(service.control.clusters.get(demoIds.aksId), 'the cluster is still there').toBeDefined();
    if (end === 'completed') expect(service.control.computes.find('gpu')).toBeNull();
    else expect(end).toBe('unexpected-response');
  });
});

describe('the table in the docs', () => {
  it('shows these results', () => {
    const file = new URL('../../../docs/fault-sweep.md', import.meta.url);
    const text = render();
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

function render(): string {
  const places = Object.keys(PLACES);
  const faults = Object.keys(FAULTS);
  const rows = faults.map(
    (fault) => `| ${fault} | ${places.map((place) => table.get(`${place}|${fault}`)).join(' | ')} |`,
  );
  return [
    '# Fault sweep',
    '',
    'The life attach → wait → status → detach → wait, with one fault at one place. `completed`: the compute was attached and',
    'is gone again, attach and detach were carried out once each, the cluster is untouched, and no timer is left. Anything else',
    'is the code of the typed error that the caller got; nothing was carried out twice then either. Made by',
    '`packages/core/test/fault-sweep.test.ts`, which fails when a result changes.',
    '',
    `| fault | ${places.join(' | ')} |`,
    `|---|${places.map(() => '---').join('|')}|`,
    ...rows,
    '',
  ].join('\n');
}
