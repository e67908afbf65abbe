import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import { openSession, type Reply, type Session } from './session.js';

// Whatever is done to the service, in whatever order and however much time passes in between: some things hold.

type Step =
  | { readonly kind: 'attach' | 'detach' | 'get'; readonly name: string }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'trouble'; readonly effect: 'stuck' | 'cancels' | 'fails' | 'vanishes' }
  | { readonly kind: 'cluster'; readonly powerState: 'Running' | 'Stopped' };

const names = fc.constantFrom('one', 'two', 'ONE', 'three');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('attach', 'attach', 'detach', 'get'), name: names }),
    fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 0, max: 2500 }) }),
    fc.record({
      kind: fc.constant('trouble'),
      effect: fc.constantFrom('stuck', 'cancels', 'fails', 'vanishes'),
    }),
    fc.record({ kind: fc.constant('cluster'), powerState: fc.constantFrom('Running', 'Stopped') }),
  ),
  { maxLength: 40 },
);

interface Watched {
  readonly session: Session;
  /** The last accepted change of each compute, under its lower-case name. */
  readonly accepted: Map<string, { readonly kind: 'attach' | 'detach'; readonly reply: Reply }>;
}

async function take({ session, accepted }: Watched, step: Step): Promise<void> {
  const { control } = session.service;
  if (step.kind === 'pass') return session.clock.advance(step.ms);
  if (step.kind === 'trouble')
    return control.faults.plan({ match: { path: '/computes/' }, effect: { kind: step.effect } });
  if (step.kind === 'cluster')
    return void control.clusters.change(demoIds.aksId, { powerState: step.powerState });
  if (step.kind === 'get') return void (await session.call('GET', session.compute(step.name)));
  const reply = await (step.kind === 'attach' ? session.attach(step.name) : session.detach(step.name));
  if (reply.headers.has('azure-asyncoperation'))
    accepted.set(step.name.toLowerCase(), { kind: step.kind, reply });
}

async function stateOf(session: Session, name: string): Promise<string> {
  const { status, json } = await session.call('GET', session.compute(name));
  if (status === 404) return 'absent';
  return isJsonObject(json['properties']) ? String(json['properties']['provisioningState']) : 'unreadable';
}

const agreement = {
  attach: { InProgress: 'Creating', Succeeded: 'Succeeded', Failed: 'Failed', Canceled: 'Canceled' },
  detach: { InProgress: 'Deleting', Succeeded: 'absent', Failed: 'Failed', Canceled: 'Canceled' },
} as const;

async function expectAgreement({ session, accepted }: Watched): Promise<void> {
  session.service.control.faults.clear();
  for (const [name, { kind, reply }] of accepted) {
    const poll = await session.poll(reply);
    if (poll.status === 404) continue; // a planned trouble: the operation has vanished
    const status = String(poll.json['status']);
    expect([name, status, await stateOf(session, name)]).toEqual([
      name,
      status,
      (agreement[kind] as Record<string, string>)[status],
    ]);
  }
}

async function expectOneListing({ session }: Watched): Promise<void> {
  const { json } = await session.call('GET', `${demoIds.workspaceId}/computes`);
  const entries = Array.isArray(json['value']) ? json['value'].filter(isJsonObject) : [];
  const listed = entries.map(({ name }) => String(name));
  expect(new Set(listed.map((name) => name.toLowerCase())).size).toBe(listed.length);
  for (const entry of entries) {
    const { json: read } = await session.call('GET', session.compute(String(entry['name'])));
    expect(entry).toEqual(read);
  }
}

describe('invariants', { timeout: 30_000 }, () => {
  it('holds them through any sequence of operations and clock steps', () =>
    fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        const watched: Watched = { session: openSession(), accepted: new Map() };
        const { control } = watched.session.service;
        for (const step of sequence) {
          await take(watched, step);
          // Faults are for changes only here; a read must not use one up.
          if (step.kind !== 'trouble') await expectAgreement(watched);
        }
        await expectOneListing(watched);
        expect(control.clusters.touches()).toEqual([]);
        expect(control.clusters.list()).toHaveLength(2);
      }),
      { numRuns: 60 },
    ));

  it('shows the same world after it was saved and taken up again', () =>
    fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 5000 }), async (sequence, later) => {
        const watched: Watched = { session: openSession(), accepted: new Map() };
        for (const step of sequence) await take(watched, step);
        const before = watched.session;
        const after = openSession({ snapshot: before.service.control.snapshot() });
        await after.clock.advance(before.clock.monotonic());
        for (const session of [before, after]) {
          session.service.control.faults.clear();
          await session.clock.advance(later);
        }
        const list = `${demoIds.workspaceId}/computes`;
        expect((await after.call('GET', list)).text).toBe((await before.call('GET', list)).text);
      }),
      { numRuns: 30 },
    ));
});
