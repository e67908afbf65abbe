import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import { openSession, type Reply, type Session } from './session.js';

// Whatever is done to the service, in whatever order and however much time passes in between: some things hold.

type Trouble =
  | 'stuck'
  | 'cancels'
  | 'fails'
  | 'vanishes'
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  | { readonly kind: 'error'; readonly status: number };

type ChangeStep =
  | { readonly kind: 'attach' | 'detach'; readonly name: string }
  | { readonly kind: 'scale'; readonly name: 'cpu-cluster' };

type Step =
  | ChangeStep
  | { readonly kind: 'get' | 'finish' | 'fail' | 'remove'; readonly name: string }
  | { readonly kind: 'pass'; readonly ms: number }
  | { readonly kind: 'trouble'; readonly effect: Trouble }
  | { readonly kind: 'cluster'; readonly powerState: 'Running' | 'Stopped' }
  | { readonly kind: 'extension'; readonly installed: boolean };

const name = fc.constantFrom('one', 'ONE', 'two');
const trouble = fc.constantFrom<Trouble>(
  'stuck',
  'cancels',
  'fails',
  'vanishes',
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'error', status: 503 },
);
const change = fc.record({ kind: fc.constantFrom('attach', 'attach', 'detach'), name });
const scale = fc.constant<Step>({ kind: 'scale', name: 'cpu-cluster' });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 0, max: 3500 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('trouble'), effect: trouble }) },
  fc.record({ kind: fc.constant('cluster'), powerState: fc.constantFrom('Running', 'Stopped') }),
  fc.record({ kind: fc.constant('extension'), installed: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('get', 'finish', 'fail', 'remove'), name }),
  scale,
);
// Without a size of its own, fast-check keeps to a handful of steps, too few for a compute to come and go.
const steps = fc.array(step, { minLength: 5, maxLength: 30, size: 'max' });
const modes = fc.record({
  whileBusy: fc.constantFrom('conflict', 'accept'),
  update: fc.constantFrom('overwrite', 'ok', 'conflict'),
  detach: fc.constantFrom('accepted', 'ok', 'no-content'),
  statusCase: fc.constantFrom('pascal', 'lower'),
  signedOperationUrl: fc.boolean(),
  pageSize: fc.integer({ min: 1, max: 4 }),
});

type Change = 'attach' | 'detach' | 'update';

interface Watched {
  readonly session: Session;
  /** The last accepted change of each compute, under its lower-case name. */
  readonly accepted: Map<string, { readonly kind: Change; readonly reply: Reply }>;
  /** When each compute that is there was created. */
  readonly createdOn: Map<string, string>;
}

function watch(options: Parameters<typeof openSession>[0] = {}): Watched {
  return { session: openSession(options), accepted: new Map(), createdOn: new Map() };
}

async function take(watched: Watched, taken: Step): Promise<void> {
  const { session } = watched;
  const { clusters, faults } = session.service.control;
  switch (taken.kind) {
    case 'pass':
      return session.clock.advance(taken.ms);
    case 'trouble': {
      const effect = typeof taken.effect === 'string' ? { kind: taken.effect } : taken.effect;
      return faults.plan({ match: { path: '/computes/' }, effect });
    }
    case 'cluster':
      return void clusters.change(demoIds.aksId, { powerState: taken.powerState });
    case 'extension':
      return setExtension(session, taken.installed);
    case 'get':
      return void (await session.call('GET', session.compute(taken.name)).catch(lost));
    case 'attach':
    case 'detach':
    case 'scale':
      return takeChange(watched, taken);
    default:
      return interfere(watched, taken.kind, taken.name);
  }
}

/** A planned reset: what came of the request is unknown. */
function lost(error: unknown): null {
  if (error instanceof TypeError && error.message === 'fetch failed') return null;
  throw error;
}

function setExtension({ service }: Session, installed: boolean): void {
  const { extensions } = service.control;
  if (installed) extensions.install(demoIds.aksId);
  else if (extensions.list(demoIds.aksId).length > 0) extensions.remove(demoIds.aksId);
}

/** What the control plane may do to a compute behind the service's back. */
function interfere({ session, accepted }: Watched, kind: 'finish' | 'fail' | 'remove', of: string): void {
  const { computes } = session.service.control;
  const found = computes.find(of);
  if (kind === 'remove' && found !== null) {
    computes.remove(of);
    accepted.delete(of.toLowerCase());
  }
  if (found === null || found.operation === null) return;
  if (kind === 'finish') computes.finish(of);
  if (kind === 'fail') computes.fail(of, { code: 'Doom', message: 'because' });
}

async function takeChange({ session, accepted }: Watched, taken: ChangeStep): Promise<void> {
  const of = taken.name;
  const body = { properties: { properties: { scaleSettings: { maxNodeCount: 8 } } } };
  const sending = {
    attach: () => session.attach(of),
    detach: () => session.detach(of),
    scale: () => session.call('PATCH', session.compute(of), { body }),
  }[taken.kind];
  const reply = await sending().catch(lost);
  // What was accepted without an operation, or was lost, leaves nothing to follow.
  if (reply === null || reply.status < 300) accepted.delete(of.toLowerCase());
  const kind = taken.kind === 'scale' ? 'update' : taken.kind;
  if (reply?.headers.has('azure-asyncoperation')) accepted.set(of.toLowerCase(), { kind, reply });
}

async function stateOf(session: Session, of: string): Promise<string> {
  const { status, json } = await session.call('GET', session.compute(of));
  if (status === 404) return 'absent';
  return isJsonObject(json['properties']) ? String(json['properties']['provisioningState']) : 'unreadable';
}

const ended = { succeeded: 'Succeeded', failed: 'Failed', canceled: 'Canceled' };
const agreement: Readonly<Record<Change, Readonly<Record<string, string>>>> = {
  attach: { ...ended, inprogress: 'Creating' },
  update: { ...ended, inprogress: 'Updating' },
  detach: { ...ended, inprogress: 'Deleting', succeeded: 'absent' },
};

async function expectAgreement({ session, accepted }: Watched): Promise<void> {
  session.service.control.faults.clear();
  for (const [of, { kind, reply }] of accepted) {
    const poll = await session.poll(reply);
    if (poll.status === 404) continue; // a planned trouble: the operation has vanished
    const status = String(poll.json['status']);
    const expected = agreement[kind][status.toLowerCase()];
    expect([of, status, await stateOf(session, of)]).toEqual([of, status, expected]);
  }
}

/** A compute keeps its time of birth as long as it is there, and is never changed before it. */
function expectSteadyBirth({ session, createdOn }: Watched, entries: readonly JsonObject[]): void {
  const there = new Map<string, string>();
  for (const { name: of, properties } of entries) {
    const { createdOn: born, modifiedOn } = Object(properties);
    expect([of, born <= modifiedOn]).toEqual([of, true]);
    expect([of, createdOn.get(String(of)) ?? born]).toEqual([of, born]);
    there.set(String(of), born);
  }
  createdOn.clear();
  for (const [of, born] of there) createdOn.set(of, born);
  expect(session.service.control.clusters.changes()).toEqual([]);
  expect(session.service.control.clusters.list()).toHaveLength(3);
}

async function listAll({ call }: Session): Promise<readonly JsonObject[]> {
  const entries: JsonObject[] = [];
  let next: unknown = `${demoIds.workspaceId}/computes`;
  while (typeof next === 'string') {
    const { json } = await call('GET', next);
    if (Array.isArray(json['value'])) entries.push(...json['value'].filter(isJsonObject));
    next = json['nextLink'];
  }
  return entries;
}

/** Nothing is there twice, and the list says what the compute itself says. */
async function expectOneListing({ session }: Watched, entries: readonly JsonObject[]): Promise<void> {
  const listed = entries.map((entry) => String(entry['name']));
  expect(new Set(listed.map((of) => of.toLowerCase())).size).toBe(listed.length);
  for (const entry of entries) {
    const { json: read } = await session.call('GET', session.compute(String(entry['name'])));
    expect(entry).toEqual(read);
  }
}

describe('invariants', { timeout: 60_000 }, () => {
  it('holds them through any sequence of operations and clock steps, in any mode', () =>
    fc.assert(
      fc.asyncProperty(steps, modes, async (sequence, chosen) => {
        const watched = watch({ modes: chosen });
        const { requests } = watched.session.service.control;
        for (const taken of sequence) {
          await take(watched, taken);
          // Faults are for changes only here; a read must not use one up.
          if (taken.kind === 'trouble') continue;
          await expectAgreement(watched);
          expectSteadyBirth(watched, await listAll(watched.session));
        }
        watched.session.service.control.faults.clear();
        await expectOneListing(watched, await listAll(watched.session));
        expect(requests.entries().filter(({ outcome }) => outcome === 'pending')).toEqual([]);
      }),
      { numRuns: 60 },
    ));

  it('shows the same world after it was saved and taken up again', () =>
    fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 5000 }), async (sequence, later) => {
        const watched = watch();
        for (const taken of sequence) await take(watched, taken);
        const before = watched.session;
        const after = openSession({ snapshot: before.service.control.snapshot() });
        await after.clock.advance(before.clock.monotonic());
        for (const session of [before, after]) {
          session.service.control.faults.clear();
          await session.clock.advance(later);
        }
        expect(await listAll(after)).toEqual(await listAll(before));
      }),
      { numRuns: 30 },
    ));
});
