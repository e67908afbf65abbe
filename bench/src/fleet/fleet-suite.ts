import { ratio } from '../harness/goal.js';
import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import type { Suite } from '../suite.js';
import type { FleetResult } from './fleet.js';

/** One fleet: who attaches how many, and whether the service has ARM's token buckets. */
interface Case {
  readonly who: 'ours' | 'official';
  readonly count: number;
  readonly buckets: 'throttled' | 'free';
}

type Result = FleetResult & Case;

const QUICK = { ours: [10, 100], throttled: [10], free: [10] };
const WHOLE = { ours: [10, 100, 1_000, 10_000], throttled: [10, 100, 1_000], free: [10, 100] };
/** Entries on a page of the fake's list. */
const PAGE_SIZE = 100;
/** An attach needs these whatever else is asked: a read before it, the PUT, and the look that reads its end. */
const NEEDED = 3;

export const fleetSuite: Suite = {
  name: 'fleet',
  async run({ quick, programs }) {
    const { ours, throttled, free } = quick ? QUICK : WHOLE;
    const cases: Case[] = [
      ...ours.map((count): Case => ({ who: 'ours', count, buckets: 'throttled' })),
      ...throttled.map((count): Case => ({ who: 'official', count, buckets: 'throttled' })),
      ...free.map((count): Case => ({ who: 'official', count, buckets: 'free' })),
    ];
    const results: Result[] = [];
    const remarks: string[] = [];
    for (const one of cases) {
      const args = [one.who, String(one.count), one.buckets];
      await runProgram<FleetResult>(programs, 'fleet', args).then(
        (result) => results.push({ ...one, ...result }),
        () => remarks.push(`${labelOf(one)}: the simulation did not come to an end in time.`),
      );
    }
    return {
      suite: 'fleet',
      title: 'Fleets',
      about: `So many attaches of ten minutes each are begun at the same instant in one workspace and waited for, in virtual time, against the fake service with ARM's token buckets (reads 250 and 25 more a second, writes 200 and 10). The official client is driven, not modelled: its stock pipeline and poller run in the same virtual time, which stands for \`setTimeout\`. "Not throttled" is the same client against a service without buckets: what its polling asks for. Its attaches know nothing of each other, so what ${free.at(-1)} of them ask for each is taken for any number.`,
      columns: [
        { label: 'requests', digits: 0 },
        { label: 'of them pages of the list', digits: 0 },
        { label: 'throttled', digits: 0 },
        { label: 'attached', digits: 0 },
        { label: 'time to the last, min', digits: 1 },
        { label: 'requests a round beyond 3 an attach', digits: 1 },
      ],
      rows: results.map(rowOf),
      goals: goalsOf(results),
      remarks,
    };
  },
};

function labelOf({ who, count, buckets }: Case): string {
  const name = who === 'ours' ? 'core' : 'official client';
  return `${name}, ${count.toLocaleString('en-US')} attaches${buckets === 'free' ? ', not throttled' : ''}`;
}

function rowOf(result: Result): Row {
  return {
    label: labelOf(result),
    cells: [
      result.requests,
      result.pages,
      result.throttled,
      result.attached,
      result.lastSeconds / 60,
      requestsARound(result),
    ],
  };
}

/** A round is one reading of the list, or one look where no list is read. */
function requestsARound({ requests, count, readings, looks }: Result): number | null {
  return looks === null ? null : Math.max(0, requests - NEEDED * count) / Math.max(readings, looks);
}

function goalsOf(results: readonly Result[]): Goal[] {
  const free = results.findLast(({ buckets }) => buckets === 'free');
  const officialEach = ratio(free?.requests, free?.count);
  return results
    .filter(({ who }) => who === 'ours')
    .flatMap((result) => {
      const attaches = `${result.count.toLocaleString('en-US')} attaches`;
      const asked = officialEach === null ? null : officialEach * result.count;
      const pages = Math.ceil((result.count + 1) / PAGE_SIZE);
      return [
        goal(
          `Requests of ${attaches}, as a share of what the official client's polling asks for`,
          0.05,
          ratio(result.requests, asked),
          3,
        ),
        goal(`Throttled answers to ${attaches}`, 0, result.throttled, 0),
        goal(
          `Attaches of ${result.count.toLocaleString('en-US')} that did not reach their end`,
          0,
          result.count - result.attached,
          0,
        ),
        goal(
          `Requests a round of ${attaches}, beyond 3 an attach, as a multiple of the list's pages (${pages})`,
          3,
          ratio(requestsARound(result), pages),
          2,
        ),
      ];
    });
}

function goal(text: string, limit: number, measured: number | null, digits: number): Goal {
  return { text, sense: 'at most', limit, measured, digits };
}
