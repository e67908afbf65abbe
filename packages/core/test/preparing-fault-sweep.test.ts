import { readFileSync, writeFileSync } from 'node:fs';
import { demoIds, type Fault } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../src/index.js';
import { createEnvironment, type Environment } from './environment.js';
import { cutOff, FAULTS } from './planned-faults.js';
import { small } from './preparing-steps.js';

type Route = NonNullable<NonNullable<Fault['match']>['route']>;

const WORLDS = {
  AKS: { seed: 'cluster-bare', resourceId: demoIds.aksId.replace('demo-aks', 'c1'), end: 'prepared' },
  Arc: { seed: 'cluster-bare-arc', resourceId: demoIds.arcId.replace('demo-arc', 'c1'), end: 'blocked' },
} as const;

/** Each kind of request of a preparation, where it first is sent; those of AKS are sent for Arc as well. */
const PLACES: Readonly<Record<keyof typeof WORLDS, readonly Route[]>> = {
  AKS: [
    'cluster.get',
    'workspace.get',
    'provider.get',
    'permission.list',
    'provider.register',
    'extension.list',
    'extension-type.get',
    'extension-type.versions',
    'extension.put',
    'extension.operation',
    'cluster.run-command',
    'cluster.command-result',
  ],
  Arc: [
    'relay.get',
    'hybrid-connection.get',
    'relay-rule.get',
    'relay.put',
    'hybrid-connection.put',
    'relay-rule.put',
    'relay-rule.list-keys',
  ],
};

const CASES = Object.entries(PLACES).flatMap(([kind, routes]) =>
  routes.map((route) => ({ kind: kind === 'AKS' ? ('AKS' as const) : ('Arc' as const), route })),
);

async function play({ client }: Environment, resourceId: string): Promise<string> {
  const target = { resourceId, namespace: 'ml-team', createNamespace: true, instanceTypes: { small } };
  try {
    return (await client.prepare(target, { inCluster: 'write' })).kind;
  } catch (error) {
    if (ComputeTargetError.isInstance(error)) return error.code;
    throw error;
  }
}

/** The URLs to which a write was sent that the service carried out; only `reset after` hides that it did. */
function carriedOut({ service }: Environment, fault: string): string[] {
  const entries = service.control.requests
    .entries()
    .filter(({ method }) => method === 'PUT' || method === 'PATCH');
  return entries
    .filter(
      ({ outcome, faults }) =>
        !faults.includes('text') && (typeof outcome === 'number' ? outcome < 300 : fault === 'reset after'),
    )
    .map(({ method, path }) => `${method} ${path}`);
}

const table = new Map<string, string>();

it('knows every kind of request of a preparation', async () => {
  for (const [kind, { seed, resourceId, end }] of Object.entries(WORLDS)) {
    const world = createEnvironment({ seed });
    expect(await play(world, resourceId)).toBe(end);
    const sent = new Set(world.service.control.requests.entries().map(({ route }) => route));
    const known = kind === 'AKS' ? PLACES.AKS : [...PLACES.AKS, ...PLACES.Arc];
    expect([...sent].filter((route) => route === null || !known.includes(route))).toEqual([]);
  }
});

describe.each(CASES)('a fault at $route ($kind)', ({ kind, route }) => {
  const { seed, resourceId, end } = WORLDS[kind];

  it.each(Object.entries(FAULTS))(
    '%s sends no write twice, and the next call gets there',
    async (fault, effect) => {
      const world = createEnvironment({ seed, between: cutOff });
      world.service.control.faults.plan({ match: { route, nth: 1 }, effect });
      const first = await play(world, resourceId);
      table.set(`${route}|${fault}`, first === end ? 'done' : first);
      world.service.control.faults.assertConsumed();
      expect(world.clock.sleeping, 'timers left behind').toBe(0);
      if (first !== end) expect(await play(world, resourceId), `the call after ${first}`).toBe(end);
      const writes = carriedOut(world, fault);
      expect(writes, 'a write was sent twice').toEqual([...new Set(writes)]);
    },
  );
});

it('is the table in the docs', () => {
  const file = new URL('../../../docs/preparing-faults.md', import.meta.url);
  const text = render();
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, text);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

function render(): string {
  const faults = Object.keys(FAULTS);
  const rows = CASES.map(
    ({ route }) => `| \`${route}\` | ${faults.map((fault) => table.get(`${route}|${fault}`)).join(' | ')} |`,
  );
  return [
    '# Fault sweep of a preparation',
    '',
    'A bare cluster is prepared, with one fault at the first request of one kind. `done`: the one call got as far as it can',
    'get, as without the fault. Anything else is the outcome of that call, or the code of its typed error; one more call then got there.',
    'No write was carried out twice in any of them, and no timer is left. Made by `packages/core/test/preparing-fault-sweep.test.ts`, which fails',
    'when a result changes. `preparing-resumed.test.ts` stops a preparation at each single request.',
    '',
    `| request | ${faults.join(' | ')} |`,
    `|---|${faults.map(() => '---').join('|')}|`,
    ...rows,
    '',
  ].join('\n');
}
