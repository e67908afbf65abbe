import { describe, expect, it } from 'vitest';
import { ComputeTargetError, type PrepareTargetInput } from '../src/index.js';
import { AKS, ARC, ArmDouble } from './arm-double.js';

const small = { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } } };
const target = { namespace: 'ml', createNamespace: true, grantRoles: true, instanceTypes: { small } };
const CASES: readonly (readonly [string, PrepareTargetInput, string])[] = [
  ['AKS', { ...target, resourceId: AKS }, 'prepared'],
  ['Arc', { ...target, resourceId: ARC }, 'blocked'],
];

/** The writes that may change something; commands that only look, and reads of keys, are none. */
function changes(arm: ArmDouble): string[] {
  return arm.writes().filter((line) => !/runCommand|listKeys|RUN kubectl get/.test(line));
}

const world = (strike: ConstructorParameters<typeof ArmDouble>[0]) =>
  new ArmDouble({ userIdentity: true, cluster: { disableLocalAccounts: true }, ...strike });

async function run(arm: ArmDouble, wanted: PrepareTargetInput, signal?: AbortSignal): Promise<string> {
  try {
    return (await arm.client().prepare(wanted, { inCluster: 'write', signal })).kind;
  } catch (error) {
    if (ComputeTargetError.isInstance(error) || error === 'killed') return 'stopped';
    throw error;
  }
}

async function countRequests(wanted: PrepareTargetInput): Promise<number> {
  let count = 0;
  const strike = (number: number): null => {
    count = number;
    return null;
  };
  await run(world({ strike }), wanted);
  return count;
}

/** Checks each request in turn side by side: each run has a world of its own, and most of its time it waits for digests. */
async function atEachRequest(
  wanted: PrepareTargetInput,
  check: (at: number) => Promise<void>,
): Promise<void> {
  const total = await countRequests(wanted);
  expect(total).toBeGreaterThan(30);
  await Promise.all(Array.from({ length: total }, (_, index) => check(index + 1)));
}

describe.each(CASES)('a preparation of %s', (_name, wanted, end) => {
  it.each(['before', 'after'] as const)(
    'that is killed %s any request was carried out is gone on with by another process, with no write twice',
    (when) =>
      atEachRequest(wanted, async (at) => {
        const controller = new AbortController();
        let last = 0;
        let isResumed = false;
        const arm = world({
          strike: (number) => {
            if (isResumed) return null;
            last = number;
            if (number === at) controller.abort('killed');
            return number === at ? when : null;
          },
        });
        // Polls that run side by side may be one fewer in another run, which then ends before it is killed.
        const ended = await run(arm, wanted, controller.signal);
        expect(ended, `killed at ${at}`).toBe(last < at ? end : 'stopped');
        isResumed = true;
        expect(await run(arm, wanted), `resumed after ${at}`).toBe(end);
        const sent = changes(arm);
        expect(sent, `killed at ${at}`).toEqual([...new Set(sent)]);
      }),
  );

  it.each(['after', 409] as const)(
    'survives %s at any request in one run, or tells what is in the way, with no write twice',
    (effect) =>
      atEachRequest(wanted, async (at) => {
        const arm = world({ strike: (number) => (number === at ? effect : null) });
        const kind = await run(arm, wanted);
        const sent = changes(arm);
        expect(sent, `${effect} at ${at}`).toEqual([...new Set(sent)]);
        if (kind !== end && kind !== 'stopped')
          expect(await run(arm, wanted), `${kind} after ${effect} at ${at}`).toBe(end);
      }),
  );
});
