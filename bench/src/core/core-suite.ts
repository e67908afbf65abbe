import { ratio } from '../harness/goal.js';
import { interleave } from '../harness/interleave.js';
import { medianShare } from '../harness/median-share.js';
import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import { startProgram } from '../harness/start-server.js';
import { medianOf } from '../harness/statistics.js';
import type { Suite, SuiteContext } from '../suite.js';
import { CONTENDERS, type ContenderName } from './contenders.js';

interface Reading {
  readonly callsPerSecond: number;
  readonly cpuMs: number;
}

/** What one run of a contender measured, by the reads in flight. */
type Reads = Readonly<Record<string, Reading>>;

const LEVELS = ['1', '16', '64'];
/** The reads in flight that goals are about. */
const GOAL_LEVELS = ['1', '16'];
/** Two seconds at one poll a second: the third poll finds it done. */
const ATTACH_MS = 2_000;
const LABELS: Readonly<Record<ContenderName, string>> = {
  fetch: 'plain `fetch` and JSON.parse',
  'core-fetch': 'core over `fetchTransport`',
  'core-undici': 'core over `undiciTransport`',
  official: '@azure/arm-machinelearning',
};

export const coreSuite: Suite = {
  name: 'core',
  async run(context) {
    const reads = await measureReads(context);
    const attaches = await measureAttaches(context);
    return {
      suite: 'core',
      title: 'core over HTTP',
      about: `Clients and servers are processes of their own, over HTTP on this machine. A read is a GET of one compute, down to the object that the caller gets, from a server that answers the same bytes at once; each client reads with 1, 16 and 64 reads in flight. The clients take turns, and a share is the median of the shares of each turn, because others use the machine, too. An attach is at the fake service: it takes ${ATTACH_MS / 1_000} seconds, and the service asks for a poll a second (\`Retry-After: 1\`), so the third poll finds it done. The official client runs its stock pipeline, but for the policy that refuses plain HTTP.`,
      columns: [
        ...LEVELS.map((level) => ({ label: `reads a second, ${level} in flight`, digits: 0 })),
        { label: 'CPU of the client a read, ms', digits: 3 },
        { label: 'attach, ms', digits: 0 },
      ],
      rows: CONTENDERS.map((contender) => rowOf(contender, { reads, attaches })),
      goals: [
        ...speedGoals(reads, { of: 'core-undici', beside: 'official', limit: 1.25 }),
        ...speedGoals(reads, { of: 'core-undici', beside: 'fetch', limit: 1.25 }),
        ...speedGoals(reads, { of: 'core-fetch', beside: 'fetch', limit: 0.8 }),
        ...CORES.map((core) => cpuGoal(reads, core)),
        attachGoal(attaches),
      ],
      remarks: [],
    };
  },
};

const CORES = ['core-undici', 'core-fetch'] as const;

type ReadSamples = ReadonlyMap<ContenderName, readonly Reads[]>;
type AttachSamples = ReadonlyMap<ContenderName, readonly number[]>;

interface Samples {
  readonly reads: ReadSamples;
  readonly attaches: AttachSamples;
}

function rowOf(contender: ContenderName, { reads, attaches }: Samples): Row {
  const median = (level: string, member: keyof Reading): number | null =>
    medianOf((reads.get(contender) ?? []).map((sample) => sample[level]?.[member] ?? null));
  const cells = [
    ...LEVELS.map((level) => median(level, 'callsPerSecond')),
    median('16', 'cpuMs'),
    medianOf(attaches.get(contender) ?? []),
  ];
  return { label: LABELS[contender], cells };
}

interface Comparison {
  readonly of: ContenderName;
  readonly beside: ContenderName;
}

function shareOf(
  reads: ReadSamples,
  { of, beside }: Comparison,
  read: (sample: Reads | undefined) => number | undefined,
): number | null {
  return medianShare(reads.get(of) ?? [], reads.get(beside) ?? [], read);
}

function speedGoals(reads: ReadSamples, comparison: Comparison & { readonly limit: number }): Goal[] {
  const { of, beside, limit } = comparison;
  return GOAL_LEVELS.map((level) => ({
    text: `Reads a second of ${LABELS[of]}, as a multiple of ${LABELS[beside]}, ${level} in flight`,
    sense: 'at least',
    limit,
    measured: shareOf(reads, comparison, (sample) => sample?.[level]?.callsPerSecond),
    digits: 2,
  }));
}

function cpuGoal(reads: ReadSamples, of: ContenderName): Goal {
  return {
    text: `CPU a read of ${LABELS[of]}, as a share of the official client's`,
    sense: 'at most',
    limit: 0.6,
    measured: shareOf(reads, { of, beside: 'official' }, (sample) => sample?.['16']?.cpuMs),
    digits: 2,
  };
}

function attachGoal(attaches: AttachSamples): Goal {
  return {
    text: "An attach of three polls, as a multiple of the service's own pace",
    sense: 'at most',
    limit: 1.05,
    measured: ratio(medianOf(attaches.get('core-fetch') ?? []), ATTACH_MS),
    digits: 3,
  };
}

async function measureReads({ quick, programs }: SuiteContext): Promise<ReadSamples> {
  const server = await startProgram(programs, 'constant-server');
  const milliseconds = quick ? '200' : '1000';
  const rounds = quick ? { rounds: 1, warmups: 0 } : { rounds: 7, warmups: 1 };
  try {
    return await interleave(CONTENDERS, rounds, (contender) =>
      runProgram<Reads>(programs, 'get', [contender, server.url, LEVELS.join(','), milliseconds]),
    );
  } finally {
    await server.stop();
  }
}

async function measureAttaches({ quick, programs }: SuiteContext): Promise<AttachSamples> {
  const server = await startProgram(programs, 'fake-server', [String(ATTACH_MS)]);
  const contenders = CONTENDERS.filter((contender) => contender !== 'fetch');
  let attached = 0;
  try {
    return await interleave<ContenderName, number>(
      contenders,
      { rounds: quick ? 1 : 5, warmups: 0 },
      async (contender) => {
        attached += 1;
        const args = [contender, server.url, `attach${attached}x`];
        return (await runProgram<{ ms: number }>(programs, 'attach', args)).ms;
      },
    );
  } finally {
    await server.stop();
  }
}
