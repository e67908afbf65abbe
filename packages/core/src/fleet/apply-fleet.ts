import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import type { InClusterUse } from '../domain/preparing/step.js';
import { ConflictError } from '../errors/conflict-error.js';
import { InvalidInputError } from '../errors/invalid-input-error.js';
import { onAbort } from '../runtime/abort.js';
import { mapLimited } from '../service/map-limited.js';
import { type AroundWrite, applyChange, type ChangeOutcome, type FleetClient } from './apply-change.js';
import { applyPreparations, keyOf, type PreparationEnd, type PrepareCall } from './apply-preparations.js';
import { EventQueue } from './event-queue.js';
import type { Fleet } from './fleet.js';
import type { FleetAction, FleetChange } from './plan-compute.js';
import { type FleetPlan, type FleetReading, planFleet } from './plan-fleet.js';
import { changesCluster, type FleetPreparation } from './plan-preparations.js';

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
  /**
   * Whether clusters may be prepared. A plan that changes one is else refused before any write.
   * @default false
   */
  readonly prepare?: boolean | undefined;
  /**
   * How far commands may be run in clusters that are prepared.
   * @default 'off'
   */
  readonly inCluster?: InClusterUse | undefined;
  /** Makes the call that prepares a cluster of this workspace, such as one that records each write; by default it is made as it is. */
  readonly aroundPrepare?: ((prepare: PrepareCall, workspaceId: WorkspaceId) => PrepareCall) | undefined;
  /** Does each write, such as between the two lines of an audit; by default it is sent as it is. */
  readonly aroundWrite?: AroundWrite | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What happens while a fleet is applied, in this order: `planned`, then `preparing` and `prepared` of each cluster that is
 * prepared, then `started` and `ended` of each change.
 */
export type FleetEvent =
  | { readonly kind: 'planned'; readonly plan: FleetPlan }
  | { readonly kind: 'preparing'; readonly preparation: FleetPreparation }
  | { readonly kind: 'prepared'; readonly preparation: FleetPreparation; readonly end: PreparationEnd }
  | { readonly kind: 'started'; readonly change: FleetChange }
  | { readonly kind: 'ended'; readonly change: FleetChange; readonly outcome: ChangeOutcome };

/** What an apply works with. */
export interface FleetService extends FleetReading {
  readonly clientOf: (id: WorkspaceId) => FleetClient & { readonly prepare: PrepareCall };
}

/** Attaches come first, because they take nothing away; detaches come last. */
const ORDER: readonly (readonly FleetAction[])[] = [
  ['conflict', 'under-way', 'attach'],
  ['update'],
  ['replace'],
  ['detach'],
];

/** Actions that need a cluster that is ready. */
const ATTACHING: readonly FleetAction[] = ['attach', 'replace'];

/**
 * Applies a fleet: plans, prepares clusters, then carries out each change, and goes on after one that fails. A compute whose
 * cluster could not be prepared is skipped. It keeps no state: a run that was
 * stopped is applied again, and goes on from what Azure says. Only a compute with an explicit `state: absent` is
 * detached, or one that has to be replaced.
 *
 * @throws InvalidInputError before any request when an option is invalid.
 * @throws ConflictError before any write when the plan is not the expected one, detaches more than it may, or prepares a
 * cluster although that was not allowed.
 * @throws the signal's reason after an abort. What was sent stays sent. A reader that stops reading stops what has not begun.
 */
export async function* applyFleet(
  service: FleetService,
  fleet: Fleet,
  options: ApplyFleetOptions = {},
): AsyncGenerator<FleetEvent> {
  const concurrency = parseCount('concurrency', options.concurrency ?? 4, 1);
  const maxDetaches = parseCount('maxDetaches', options.maxDetaches ?? 0, 0);
  const { inCluster, signal } = options;
  const plan = await planFleet(service, fleet, { inCluster, signal });
  yield { kind: 'planned', plan };
  requireExpected(plan, options.expect);
  requireFewDetaches(plan, maxDetaches);
  requirePreparing(plan, options);
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
  readonly signal: AbortSignal;
  readonly report: (event: FleetEvent) => void;
}

async function carryOutAll(
  service: FleetService,
  { changes, preparations }: FleetPlan,
  run: Run,
): Promise<void> {
  const held = await prepareAll(service, preparations, run);
  for (const actions of ORDER) {
    const due = changes.filter(({ action }) => actions.includes(action));
    await mapLimited(due, (change) => carryOut(service, change, { ...run, held }), run.concurrency);
  }
}

/** How computes end whose cluster is not ready. */
function prepareAll(
  service: FleetService,
  preparations: readonly FleetPreparation[],
  { concurrency, inCluster, timeoutMs, signal, aroundPrepare, report }: Run,
): Promise<Held> {
  return applyPreparations(
    {
      prepare: ({ workspaceId }) => {
        const { prepare } = service.clientOf(workspaceId);
        return aroundPrepare?.(prepare, workspaceId) ?? prepare;
      },
      concurrency,
      inCluster,
      maxWaitMs: timeoutMs,
      signal,
      onStart: (preparation) => report({ kind: 'preparing', preparation }),
      onEnd: (preparation, end) => report({ kind: 'prepared', preparation, end }),
    },
    preparations,
  );
}

type Held = ReadonlyMap<string, ChangeOutcome>;

async function carryOut(
  service: FleetService,
  change: FleetChange,
  run: Run & { readonly held: Held },
): Promise<void> {
  const { aroundWrite = sendOnly, timeoutMs, signal, report, held } = run;
  signal?.throwIfAborted();
  report({ kind: 'started', change });
  const context = {
    client: service.clientOf(change.workspaceId),
    aroundWrite,
    timeoutMs,
    signal,
  };
  const holder = ATTACHING.includes(change.action)
    ? held.get(keyOf(change.workspaceId, change.compute.name))
    : undefined;
  const outcome = holder ?? (await applyChange(context, change));
  report({ kind: 'ended', change, outcome });
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

function requirePreparing({ preparations }: FleetPlan, { prepare = false }: ApplyFleetOptions): void {
  const changed = preparations.filter(changesCluster).length;
  if (changed === 0 || prepare) return;
  throw new ConflictError(`clusters that the plan prepares: ${changed}; preparing is not allowed`, {
    hint: 'Review the plan; to go on, allow it (prepare; at a terminal --prepare apply), or leave prepare out of the file',
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
