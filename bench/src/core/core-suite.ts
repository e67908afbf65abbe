import { join } from 'node:path';
import { ratio } from '../harness/goal.js';
import { interleave } from '../harness/interleave.js';
import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import { startServer } from '../harness/start-server.js';
import { medianOf } from '../harness/statistics.js';
import type { Suite, SuiteContext } from '../suite.js';
import { CONTENDERS, type ContenderName } from './contenders.js';

type Reads = Readonly<Record<string, { readonly callsPerSecond: number; readonly cpuMs: number }>>;

const LEVELS = ['1', '16', '64'];
/** Two seconds at one poll a second: the third poll finds it done. */
const ATTACH_MS = 2_000;
const LABELS: Readonly<Record<ContenderName, string>> = {
  fetch: 'plain `fetch` and JSON.parse',
  core: 'core',
  official: '@azure/arm-machinelearning',
};

export const coreSuite: Suite = {
  name: 'core',
  async run(context) {
    const reads = await measureReads(context);
    const attaches = await measureAttaches(context);
    const of = (contender: ContenderName, level: string, member: 'callsPerSecond' | 'cpuMs'): number | null =>
      medianOf((reads.get(contender) ?? []).map((sample) => sample[level]?.[member] ?? null));
    const attachMs = (contender: ContenderName): number | null => medianOf(attaches.get(contender) ?? []);
    const rows: Row[] = CONTENDERS.map((contender) => ({
      label: LABELS[contender],
      cells: [
        ...LEVELS.map((level) => of(contender, level, 'callsPerSecond')),
        of(contender, '16', 'cpuMs'),
        attachMs(contender),
      ],
    }));
    const share = (other: ContenderName, level: string): number | null =>
      ratio(of('core', level, 'callsPerSecond'), of(other, level, 'callsPerSecond'));
    const goals: Goal[] = [
      ...goalsOf('plain `fetch`', 0.97, (level) => share('fetch', level)),
      ...goalsOf('the official client', 1.25, (level) => share('official', level)),
      {
        text: "An attach of three polls, as a multiple of the service's own pace",
        sense: 'at most',
        limit: 1.05,
        measured: ratio(attachMs('core'), ATTACH_MS),
        digits: 3,
      },
    ];
    return {
      suite: 'core',
      title: 'core over HTTP',
      about: `Clients and the fake service are processes of their own, over HTTP on this machine. A read is a GET of one compute, down to the object that the caller gets; each client reads with 1, 16 and 64 reads in flight. An attach takes the service ${ATTACH_MS / 1_000} seconds, and the service asks for a poll a second (\`Retry-After: 1\`), so the third poll finds it done. The official client runs its stock pipeline, but for the policy that refuses plain HTTP.`,
      columns: [
        ...LEVELS.map((level) => ({ label: `reads a second, ${level} in flight`, digits: 0 })),
        { label: 'CPU of the client a read, ms', digits: 3 },
        { label: 'attach, ms', digits: 0 },
      ],
      rows,
      goals,
      remarks: [],
    };
  },
};

function goalsOf(other: string, limit: number, measured: (level: string) => number | null): Goal[] {
  return LEVELS.map((level) => ({
    text: `Reads of core a second, as a share of ${other}, ${level} in flight`,
    sense: 'at least',
    limit,
    measured: measured(level),
    digits: 2,
  }));
}

async function measureReads({ quick, programs }: SuiteContext) {
  const server = await startFake(programs, '0');
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

async function measureAttaches({ quick, programs }: SuiteContext) {
  const server = await startFake(programs, String(ATTACH_MS));
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

function startFake(programs: string, attachMs: string) {
  return startServer(process.execPath, [join(programs, 'fake-server-program.js'), attachMs]);
}
