import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import { ConflictError } from '../errors/conflict-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { onAbort } from '../runtime/abort.js';
import { mapLimited } from '../service/map-limited.js';
import { type AroundWrite, applyChange, type ChangeOutcome, type FleetClient } from './apply-change.js';
import { EventQueue } from './event-queue.js';
import type { Fleet } from './fleet.js';
import type { FleetAction } from './plan-compute.js';
import { type FleetChange, type FleetPlan, type FleetReading, planFleet } from './plan-fleet.js';

/** How to apply a fleet. */
export interface ApplyFleetOptions {
  /**
   * Changes at once.
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /** The fingerprint of the plan that was reviewed. Another plan is refused before any write. */
  readonly expect?: string | undefined;
  /**
   * How many computes may be detached, those that are replaced included. A plan with more is refused before any write.
   * @default 0
   */
  readonly maxDetaches?: number | undefined;
  /**
   * Milliseconds to wait for the end of one change.
   * @default 2 hours
   */
  readonly timeoutMs?: number | undefined;
  /** Does each write, such as between the two lines of an audit; by default it is sent as it is. */
  readonly aroundWrite?: AroundWrite | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What happens while a fleet is applied, in this order: `planned`, then `started` and `ended` of each change. */
export type FleetEvent =
  | { readonly kind: 'planned'; readonly plan: FleetPlan }
  | { readonly kind: 'started'; readonly change: FleetChange }
  | { readonly kind: 'ended'; readonly change: FleetChange; readonly outcome: ChangeOutcome };

/** What an apply works with. */
export interface FleetService extends FleetReading {
  readonly clientOf: (id: WorkspaceId) => FleetClient;
}

/** Attaches come first, because they take nothing away; detaches come last. */
const ORDER: readonly (readonly FleetAction[])[] = [
  ['conflict', 'under-way', 'attach'],
  ['update'],
  ['replace'],
  ['detach'],
];

/**
 * Applies a fleet: plans, then carries out each change, and goes on after one that fails. It keeps no state: a run that was
 * stopped is applied again, and goes on from what Azure says. Only a compute with an explicit `state: absent` is
 * detached, or one that has to be replaced.
 *
 * @throws InvalidInputError before any request when an option is invalid.
 * @throws ConflictError before any write when the plan is not the expected one, or detaches more than it may.
 * @throws the signal's reason after an abort. What was sent stays sent. A reader that stops reading stops what has not begun.
 */
export async function* applyFleet(
  service: FleetService,
  fleet: Fleet,
  options: ApplyFleetOptions = {},
): AsyncGenerator<FleetEvent> {
  const concurrency = parseCount('concurrency', options.concurrency ?? 4, 1);
  const maxDetaches = parseCount('maxDetaches', options.maxDetaches ?? 0, 0);
  const plan = await planFleet(service, fleet, options.signal);
  yield { kind: 'planned', plan };
  requireExpected(plan, options.expect);
  requireFewDetaches(plan, maxDetaches);
  const queue = new EventQueue<FleetEvent>();
  const stop = new AbortController();
  const release = onAbort(options.signal, (reason) => stop.abort(reason));
  const report = (event: FleetEvent): void => queue.push(event);
  queue.endWith(carryOutAll(service, plan, { ...options, concurrency, signal: stop.signal, report }));
  try {
    yield* queue;
  } finally {
    release();
    stop.abort(new Error('the events of this apply are no longer read'));
  }
}

interface Run extends ApplyFleetOptions {
  readonly concurrency: number;
  readonly report: (event: FleetEvent) => void;
}

async function carryOutAll(service: FleetService, { changes }: FleetPlan, run: Run): Promise<void> {
  for (const actions of ORDER) {
    const due = changes.filter(({ action }) => actions.includes(action));
    await mapLimited(due, (change) => carryOut(service, change, run), run.concurrency);
  }
}

async function carryOut(service: FleetService, change: FleetChange, run: Run): Promise<void> {
  const { aroundWrite = sendOnly, timeoutMs, signal, report } = run;
  signal?.throwIfAborted();
  report({ kind: 'started', change });
  const context = {
    client: service.clientOf(change.workspaceId),
    aroundWrite,
    timeoutMs,
    signal,
  };
  report({ kind: 'ended', change, outcome: await applyChange(context, change) });
}

const sendOnly: AroundWrite = (_write, send) => send();

function requireExpected({ fingerprint }: FleetPlan, expected: string | undefined): void {
  if (expected === undefined || expected === fingerprint) return;
  throw new ConflictError('the plan is not the one that was reviewed', {
    hint: 'Plan again, review what has changed, and apply with the new fingerprint',
  });
}

function requireFewDetaches({ totals }: FleetPlan, maxDetaches: number): void {
  const planned = totals.detach + totals.replace;
  if (planned <= maxDetaches) return;
  throw new ConflictError(`detaches in the plan: ${planned}; allowed: ${maxDetaches}`, {
    hint: `Review the plan; to go on, allow as many (maxDetaches; at a terminal --allow-detach --max-detach ${planned})`,
  });
}

function parseCount(field: string, value: number, least: number): number {
  if (Number.isInteger(value) && value >= least) return value;
  throw new InvalidInputError({
    field,
    rule: `must be a whole number from ${least} on`,
    example: String(least + 1),
  });
}
