import { cpus } from 'node:os';
import { ratio } from '../harness/goal.js';
import { mapParallel } from '../harness/map-parallel.js';
import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import type { Suite } from '../suite.js';
import type { FleetCase, FleetResult } from './fleet.js';

type Result = FleetResult & FleetCase;

const ONE = { workspaces: 1, processes: 1 };

type Parts = Pick<FleetCase, 'workspaces' | 'processes'>;

function ours(count: number, parts: Partial<Parts> = {}): FleetCase {
  return { who: 'ours', count, ...ONE, ...parts, buckets: 'throttled' };
}

function official(count: number, buckets: FleetCase['buckets']): FleetCase {
  return { who: 'official', count, ...ONE, buckets };
}

const QUICK: readonly FleetCase[] = [
  ours(10),
  ours(100, { workspaces: 10 }),
  ours(100, { processes: 4 }),
  official(10, 'throttled'),
  official(10, 'free'),
];

/** The longest first, because they run side by side. */
const WHOLE: readonly FleetCase[] = [
  ours(10_000),
  ours(10_000, { workspaces: 100 }),
  ours(4_000, { processes: 4 }),
  ours(1_000),
  ours(100),
  ours(10),
  official(1_000, 'throttled'),
  official(100, 'throttled'),
  official(10, 'throttled'),
  official(100, 'free'),
  official(10, 'free'),
];

export const fleetSuite: Suite = {
  name: 'fleet',
  async run({ quick, programs }) {
    const results: Result[] = [];
    const remarks: string[] = [];
    // Virtual time is the same whatever else the machine does.
    await mapParallel(quick ? QUICK : WHOLE, cpus().length, (one) =>
      runProgram<FleetResult>(programs, 'fleet', [JSON.stringify(one)]).then(
        (result) => void results.push({ ...one, ...result }),
        () => void remarks.push(`${labelOf(one)}: the simulation did not come to an end in time.`),
      ),
    );
    const sorted = results.toSorted((one, other) => placeOf(one) - placeOf(other) || one.count - other.count);
    return {
      suite: 'fleet',
      title: 'Fleets',
      about: `So many attaches of ten minutes each are begun at the same instant and waited for, in virtual time, against the fake service with ARM's token buckets (reads 250 and 25 more a second, writes 200 and 10), which every answer tells of; a request takes 20 ms each way. "100 workspaces" are of one subscription, with equal parts of the fleet; "4 processes" have one principal and share nothing else. The official client is driven, not modelled: its stock pipeline and poller run in the same virtual time, which stands for \`setTimeout\`. "Not throttled" is the same client against a service without buckets: what its polling asks for. Its attaches know nothing of each other, so what the most of them ask for each is taken for any number.`,
      columns: [
        { label: 'requests', digits: 0 },
        { label: 'of them pages of lists', digits: 0 },
        { label: 'throttled', digits: 0 },
        { label: 'attached', digits: 0 },
        { label: 'time to the last, min', digits: 1 },
      ],
      rows: sorted.map(rowOf),
      goals: goalsOf(sorted),
      remarks,
    };
  },
};

function placeOf({ who, buckets, workspaces, processes }: FleetCase): number {
  if (who === 'official') return buckets === 'free' ? 4 : 3;
  return workspaces > 1 ? 1 : processes > 1 ? 2 : 0;
}

function attachesOf({ count, workspaces, processes }: FleetCase): string {
  const each = (parts: number): string => (count / parts).toLocaleString('en-US');
  if (workspaces > 1) return `${workspaces} workspaces × ${each(workspaces)} attaches`;
  if (processes > 1) return `${processes} processes × ${each(processes)} attaches`;
  return `${count.toLocaleString('en-US')} attaches`;
}

function labelOf(one: FleetCase): string {
  const name = one.who === 'ours' ? 'core' : 'official client';
  return `${name}, ${attachesOf(one)}${one.buckets === 'free' ? ', not throttled' : ''}`;
}

function rowOf(result: Result): Row {
  const { requests, pages, throttled, attached, lastSeconds } = result;
  return { label: labelOf(result), cells: [requests, pages, throttled, attached, lastSeconds / 60] };
}

/** Large fleets are held to less, because a page of the list serves a hundred waits. */
const LARGE = 10_000;

function goalsOf(results: readonly Result[]): Goal[] {
  const free = results.findLast(({ buckets }) => buckets === 'free');
  const officialEach = ratio(free?.requests, free?.count);
  return results
    .filter(({ who }) => who === 'ours')
    .flatMap((result) => {
      const attaches = attachesOf(result);
      const asked = officialEach === null ? null : officialEach * result.count;
      return [
        goal(
          `Requests of ${attaches}, as a share of what the official client's polling asks for`,
          result.count >= LARGE ? 0.021 : 0.05,
          ratio(result.requests, asked),
          4,
        ),
        goal(`Throttled answers to ${attaches}`, 0, result.throttled, 0),
        goal(`Of ${attaches}, those that did not reach their end`, 0, result.count - result.attached, 0),
      ];
    });
}

function goal(text: string, limit: number, measured: number | null, digits: number): Goal {
  return { text, sense: 'at most', limit, measured, digits };
}
