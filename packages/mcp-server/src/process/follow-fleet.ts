import type { FleetEvent, FleetPlan } from '@azureml-kubernetes/core';
import { nameOf } from '../command-line/fleet/name-of.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import type { Terminal } from './terminal.js';

/** Where an apply is shown. */
export interface FleetAudience {
  readonly terminal: Terminal;
  readonly onPlan: (plan: FleetPlan) => Promise<void>;
}

type Ended = Extract<FleetEvent, { kind: 'ended' }>;
type Prepared = Extract<FleetEvent, { kind: 'prepared' }>;

/** Tells each preparation and each change as it ends, and sums up. Returns the exit code. */
export async function followFleet(
  events: AsyncIterable<FleetEvent>,
  { terminal, onPlan }: FleetAudience,
): Promise<number> {
  const ended = { done: 0, skipped: 0, failed: 0, 'under-way': 0 };
  const clusters: Prepared['end']['kind'][] = [];
  for await (const event of events) {
    switch (event.kind) {
      case 'planned':
        await onPlan(event.plan);
        break;
      case 'preparing':
        terminal.tell(`${clusterOf(event)}: preparing`);
        break;
      case 'prepared':
        clusters.push(event.end.kind);
        terminal.tell(sayPrepared(event));
        break;
      case 'ended':
        ended[event.outcome.kind] += 1;
        terminal.tell(sayEnded(event));
        break;
      case 'started':
        break;
    }
  }
  const { done, skipped, failed } = ended;
  const counts = `${done} done, ${skipped} skipped, ${failed} failed, ${ended['under-way']} under way`;
  terminal.tell(`Applied: ${counts}. Safe to repeat.`);
  if (failed + skipped > 0 || clusters.some((kind) => kind === 'failed' || kind === 'refused'))
    return EXIT.failed;
  return ended['under-way'] > 0 || clusters.includes('under-way') ? EXIT.notYet : EXIT.done;
}

function sayPrepared(event: Prepared): string {
  const { end } = event;
  if (end.kind === 'refused') return `${clusterOf(event)}: ${end.error.summary}`;
  const open = end.steps.filter(({ state }) => state !== 'done').map(({ id, state }) => `${id} ${state}`);
  const left = open.length === 0 ? '' : ` (${open.join(', ')})`;
  return `${clusterOf(event)}: ${end.kind}${left}`;
}

function sayEnded({ change, outcome }: Ended): string {
  const head = `${change.compute.name} ${change.action}: ${outcome.kind}`;
  if (outcome.kind === 'failed') return `${head}: ${outcome.error.summary}`;
  return outcome.kind === 'skipped' ? `${head}: ${outcome.reason}` : head;
}

function clusterOf({ preparation }: Extract<FleetEvent, { kind: 'preparing' | 'prepared' }>): string {
  return `cluster ${nameOf(preparation.target.resourceId)}`;
}
