import { createRequire } from 'node:module';
import { cpuSeconds } from '../harness/cpu-seconds.js';
import { DEMO_WORKSPACE } from '../harness/demo-compute.js';
import { interleave } from '../harness/interleave.js';
import { medianShare } from '../harness/median-share.js';
import type { Goal, Row } from '../harness/outcome.js';
import { residentMb } from '../harness/resident-mb.js';
import { runProgram } from '../harness/run-program.js';
import { type StartedServer, startProgram, startServer } from '../harness/start-server.js';
import { medianOf } from '../harness/statistics.js';
import type { Suite } from '../suite.js';
import type { Load } from './load-program.js';

type Question = 'ping' | 'call';

interface Contender {
  readonly ours: boolean;
  readonly question: Question;
}

/** What one server did in one turn. */
interface Sample {
  readonly rates: Load['rates'];
  readonly cpuMs: number | null;
  readonly restMb: number | null;
  readonly loadedMb: number | null;
}

const LEVELS = ['1', '16', '64', '256'];
const CONTENDERS: readonly Contender[] = (['ping', 'call'] as const).flatMap((question) =>
  [false, true].map((ours) => ({ ours, question })),
);
const ASKED = { ping: '`ping`', call: 'a call that reads the compute' };

/** What is asked of a call is more than of a `ping`, which does nothing. */
const LIMITS = { ping: 0.9, call: 1 };

export const httpSuite: Suite = {
  name: 'http',
  async run({ quick, programs }) {
    const rounds = quick ? { rounds: 1, warmups: 0 } : { rounds: 5, warmups: 0 };
    const milliseconds = quick ? '300' : '1000';
    const service = await startProgram(programs, 'constant-server');
    const samples = await interleave(CONTENDERS, rounds, (contender) =>
      measure(contender, { programs, milliseconds, origin: service.url }),
    ).finally(() => service.stop());
    return {
      suite: 'http',
      title: 'Streamable HTTP',
      about:
        "Server and client are processes of their own; the client is Node's HTTP with connections kept alive, and each request in flight has a session of its own. The bare server is the SDK's transport in a Node server with a map of sessions and nothing else, and its one tool reads the compute with `fetch`; ours is `--http`, and both read from a third process, which answers the same bytes at once. `ping` shows the way of a request alone, the call what a client sees. CPU is that of the server for all requests of a turn; memory is taken with one session, and again after the load with the sessions of it open. A share is the median of the shares of each turn.",
      columns: [
        ...LEVELS.map((level) => ({ label: `requests a second, ${level} in flight`, digits: 0 })),
        { label: 'CPU of the server a request, ms', digits: 3 },
        { label: 'memory at rest, MB', digits: 0 },
        { label: 'memory after load, MB', digits: 0 },
      ],
      rows: CONTENDERS.map((contender) => rowOf(contender, samples.get(contender) ?? [])),
      goals: (['ping', 'call'] as const).flatMap((question) => goalsOf(question, samples)),
      remarks: [],
    };
  },
};

interface Setting {
  readonly programs: string;
  readonly milliseconds: string;
  /** Of the service that calls read from. */
  readonly origin: string;
}

async function measure(
  { ours, question }: Contender,
  { programs, milliseconds, origin }: Setting,
): Promise<Sample> {
  const server = await (ours ? startOurs(origin) : startProgram(programs, 'bare-http', [origin]));
  const { pid } = server.child;
  try {
    const restMb = residentMb(pid);
    const before = cpuSeconds(pid);
    const args = [server.url, question, LEVELS.join(','), milliseconds];
    const { rates, answers } = await runProgram<Load>(programs, 'load', args);
    const after = cpuSeconds(pid);
    const cpuMs = before === null || after === null ? null : ((after - before) * 1_000) / answers;
    return { rates, cpuMs, restMb, loadedMb: residentMb(pid) };
  } finally {
    await server.stop();
  }
}

function rowOf({ ours, question }: Contender, samples: readonly Sample[]): Row {
  return {
    label: `${ours ? 'this server' : "the SDK's bare server"}: ${ASKED[question]}`,
    cells: [
      ...LEVELS.map((level) => medianOf(samples.map(({ rates }) => rates[level] ?? null))),
      medianOf(samples.map(({ cpuMs }) => cpuMs)),
      medianOf(samples.map(({ restMb }) => restMb)),
      medianOf(samples.map(({ loadedMb }) => loadedMb)),
    ],
  };
}

function goalsOf(question: Question, samples: ReadonlyMap<Contender, readonly Sample[]>): Goal[] {
  const of = (ours: boolean): readonly Sample[] =>
    [...samples].find(([one]) => one.ours === ours && one.question === question)?.[1] ?? [];
  const [own, bare] = [of(true), of(false)];
  return LEVELS.map((level) => ({
    text: `HTTP requests a second (${ASKED[question]}), as a share of the SDK's bare server, ${level} in flight`,
    sense: 'at least',
    limit: LIMITS[question],
    measured: medianShare(own, bare, (sample) => sample?.rates[level]),
    digits: 2,
  }));
}

function startOurs(origin: string): Promise<StartedServer> {
  const manifest = createRequire(import.meta.url).resolve('@azureml-kubernetes/mcp-server/package.json');
  const bin = manifest.replace(/package\.json$/, 'dist/bin.js');
  const { subscriptionId, resourceGroup, name } = DEMO_WORKSPACE;
  const azure = ['--arm-endpoint', origin, '--workspace', `${subscriptionId}/${resourceGroup}/${name}`];
  const flags = ['--http', '--port', '0', '--max-sessions', '1000'];
  return startServer(process.execPath, [bin, ...azure, ...flags]);
}
