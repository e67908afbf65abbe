import { createRequire } from 'node:module';
import { join } from 'node:path';
import { demoIds } from '@azureml-kubernetes/testkit';
import { COMPUTE } from '../harness/demo-compute.js';
import { ratio } from '../harness/goal.js';
import { interleave } from '../harness/interleave.js';
import type { Goal, Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import { type StartedServer, startServer } from '../harness/start-server.js';
import { medianOf } from '../harness/statistics.js';
import type { Suite } from '../suite.js';
import { McpHttpSession } from './mcp-http-session.js';

type Rates = Readonly<Record<string, number>>;
type Question = 'ping' | 'call';

interface Contender {
  readonly ours: boolean;
  readonly question: Question;
}

const LEVELS = ['1', '16', '64', '256'];
const CONTENDERS: readonly Contender[] = (['ping', 'call'] as const).flatMap((question) =>
  [false, true].map((ours) => ({ ours, question })),
);
const ASKED = { ping: '`ping`', call: 'a call that reads the compute' };

export const httpSuite: Suite = {
  name: 'http',
  async run({ quick, programs }) {
    const rounds = quick ? { rounds: 1, warmups: 0 } : { rounds: 7, warmups: 1 };
    const milliseconds = quick ? '300' : '1000';
    const samples = await interleave(CONTENDERS, rounds, async ({ ours, question }) => {
      const server = await (ours ? startOurs() : startBare(programs));
      try {
        return await runProgram<Rates>(programs, 'load', [
          server.url,
          question,
          LEVELS.join(','),
          milliseconds,
        ]);
      } finally {
        await server.stop();
      }
    });
    const rateOf = (contender: Contender | undefined, level: string): number | null =>
      contender === undefined
        ? null
        : medianOf((samples.get(contender) ?? []).map((rates) => rates[level] ?? null));
    const rows: Row[] = CONTENDERS.map((contender) => ({
      label: `${contender.ours ? 'this server' : "the SDK's bare server"}: ${ASKED[contender.question]}`,
      cells: LEVELS.map((level) => rateOf(contender, level)),
    }));
    const find = (ours: boolean, question: Question): Contender | undefined =>
      CONTENDERS.find((one) => one.ours === ours && one.question === question);
    const goals = (['ping', 'call'] as const).flatMap((question) =>
      LEVELS.map(
        (level): Goal => ({
          text: `HTTP requests a second (${ASKED[question]}), as a share of the SDK's bare server, ${level} in flight`,
          sense: 'at least',
          limit: 0.9,
          measured: ratio(rateOf(find(true, question), level), rateOf(find(false, question), level)),
          digits: 2,
        }),
      ),
    );
    return {
      suite: 'http',
      title: 'Streamable HTTP',
      about:
        "Server and client are processes of their own; the client is Node's HTTP with connections kept alive, and each request in flight has a session of its own. The bare server is the SDK's transport in a Node server with a map of sessions and nothing else, and its one tool reads the compute with `fetch`; ours is `--demo --http`. `ping` shows the way of a request alone, the call what a client sees.",
      columns: LEVELS.map((level) => ({ label: `requests a second, ${level} in flight`, digits: 0 })),
      rows,
      goals,
      remarks: [],
    };
  },
};

async function startOurs(): Promise<StartedServer> {
  const manifest = createRequire(import.meta.url).resolve('@azureml-kubernetes/mcp-server/package.json');
  const bin = manifest.replace(/package\.json$/, 'dist/bin.js');
  const flags = ['--rate-limit', '0', '--max-sessions', '1000'];
  const server = await startServer(process.execPath, [bin, '--demo', '--http', '--port', '0', ...flags]);
  const session = await McpHttpSession.open(server.url);
  const attach = { name: COMPUTE, resource_id: demoIds.aksId };
  await session.ask({ method: 'tools/call', params: { name: 'compute_attach', arguments: attach } });
  return server;
}

function startBare(programs: string): Promise<StartedServer> {
  return startServer(process.execPath, [join(programs, 'bare-http-program.js')]);
}
