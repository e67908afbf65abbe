import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ratio } from '../harness/goal.js';
import { interleave } from '../harness/interleave.js';
import type { Goal, Row, SuiteOutcome } from '../harness/outcome.js';
import { medianOf } from '../harness/statistics.js';
import { type Command, npmCommand, npxCommand, peerCommand } from '../peers/peer-commands.js';
import type { Suite, SuiteContext } from '../suite.js';
import { buildFloor } from './build-floor.js';
import { type Era, measureEmpty, measureStart, type Start } from './measure-start.js';

interface Contender {
  readonly label: string;
  readonly command: Command;
  readonly era: Era;
}

type Sample = Start | number | { readonly failure: string };

const OURS = 'this server';
const OURS_MODERN = 'this server, `server/discover`';
const FLOOR = 'SDK, four tools, bundled';
const GO = 'kubernetes-mcp-server';
const EMPTY = 'empty Node';
/** Peers that users start by npm, beside their own binaries. */
const BY_NPM: readonly string[] = [GO, '@azure/mcp'];

export const stdioSuite: Suite = {
  name: 'stdio',
  async run(context) {
    const contenders = await prepare(context);
    const rounds = context.quick ? { rounds: 1, warmups: 0 } : { rounds: 9, warmups: 1 };
    const samples = await interleave(contenders, rounds, measure);
    const rows = contenders.map((contender) => summarize(contender, samples.get(contender) ?? []));
    return outcomeOf(rows, remarksOf(context, contenders, samples));
  },
};

async function prepare({ peers, programs }: SuiteContext): Promise<readonly Contender[]> {
  const empty = join(programs, 'empty.mjs');
  writeFileSync(empty, '');
  const bin = createRequire(import.meta.url)
    .resolve('@azureml-kubernetes/mcp-server/package.json')
    .replace(/package\.json$/, 'dist/bin.js');
  const node = (...args: string[]): Command => ({ command: process.execPath, args, env: {} });
  const installed = (peers ?? []).filter((peer) => peer.kind === 'installed');
  const byNpm = installed.filter(({ name }) => BY_NPM.includes(name));
  const ours = npxCommand('azureml-kubernetes-mcp', { args: [], env: {}, cwd: dirname(programs) });
  const contenders: Omit<Contender, 'era'>[] = [
    { label: EMPTY, command: node(empty) },
    { label: FLOOR, command: node(await buildFloor(programs)) },
    { label: OURS, command: node(bin) },
    { label: OURS_MODERN, command: node(bin) },
    { label: `${OURS}, --demo`, command: node(bin, '--demo') },
    ...installed.map((peer) => ({ label: peer.name, command: peerCommand(peer) })),
    { label: `${OURS}, by npx`, command: ours },
    ...byNpm.map((peer) => ({ label: `${peer.name}, by npx`, command: npmCommand(peer) })),
  ];
  return contenders.map((one) => ({ ...one, era: one.label === OURS_MODERN ? 'modern' : 'legacy' }));
}

async function measure({ label, command, era }: Contender): Promise<Sample> {
  if (label === EMPTY) return measureEmpty(command);
  return measureStart(command, era).catch((error: Error) => ({ failure: error.message }));
}

function summarize({ label }: Contender, samples: readonly Sample[]): Row {
  const started = samples.filter((sample) => typeof sample === 'object' && 'listMs' in sample);
  const of = (member: keyof Start): number | null => medianOf(started.map((start) => start[member]));
  const empty = medianOf(samples.filter((sample) => typeof sample === 'number'));
  return {
    label,
    cells: [of('firstMs') ?? empty, of('listMs'), of('rssMb'), of('endMs'), of('listBytes')],
  };
}

function remarksOf(
  { peers }: SuiteContext,
  contenders: readonly Contender[],
  samples: ReadonlyMap<Contender, readonly Sample[]>,
): string[] {
  if (peers === null) return ['Peers were not measured in this run (`--peers` installs and measures them).'];
  const absent = peers.filter((peer) => peer.kind === 'failed');
  const silent = contenders.flatMap((contender) => {
    const failed = samples
      .get(contender)
      ?.find((sample) => typeof sample === 'object' && 'failure' in sample);
    return failed !== undefined && typeof failed === 'object' && 'failure' in failed
      ? [`${contender.label}: ${failed.failure}`]
      : [];
  });
  return [...absent.map(({ name, reason }) => `${name} could not be installed: ${reason}`), ...silent];
}

function outcomeOf(rows: readonly Row[], remarks: readonly string[]): SuiteOutcome {
  const cell = (label: string, column: number): number | null =>
    rows.find((row) => row.label === label)?.cells[column] ?? null;
  const besideGo = (label: string, column: number): number | null =>
    ratio(cell(label, column), cell(GO, column));
  const goals: Goal[] = [
    startGoal('First answer, `initialize`', besideGo(OURS, 0)),
    startGoal('First answer, `server/discover`', besideGo(OURS_MODERN, 0)),
    startGoal('Start to `tools/list`', besideGo(OURS, 1)),
    startGoal('Start to `tools/list` after `server/discover`', besideGo(OURS_MODERN, 1)),
    {
      text: 'Memory after `tools/list`, as a multiple of the bundled four-tool server',
      sense: 'at most',
      limit: 0.9,
      measured: ratio(cell(OURS, 2), cell(FLOOR, 2)),
      digits: 2,
    },
    { text: '`tools/list`, bytes', sense: 'at most', limit: 15_000, measured: cell(OURS, 4), digits: 0 },
    {
      text: 'End after the end of stdin, ms',
      sense: 'at most',
      limit: 50,
      measured: cell(OURS, 3),
      digits: 0,
    },
  ];
  return {
    suite: 'stdio',
    title: 'Start over stdio',
    about:
      'Each server is spawned, asked `initialize` (or `server/discover`, the first question of the protocol of 2026) and then `tools/list`, and left by closing its stdin. Times count from the spawn; memory is that of all processes of the server. The floor is a server of four tools made with the SDK, bundled and started with the compile cache as ours is; empty Node is a file with nothing in it, from spawn to exit. Peers are their own binaries, without the Node script that npm puts before some of them; "by npx" is the command of their documentation, with the package installed, so that no registry is asked. All have a Kubernetes configuration that leads nowhere.',
    columns: [
      { label: 'first answer, ms', digits: 1 },
      { label: 'tools/list, ms', digits: 1 },
      { label: 'memory, MB', digits: 1 },
      { label: 'end, ms', digits: 1 },
      { label: 'tools/list, bytes', digits: 0 },
    ],
    rows,
    goals,
    remarks,
  };
}

function startGoal(what: string, measured: number | null): Goal {
  return {
    text: `${what}, as a multiple of the time of ${GO} (Go)`,
    sense: 'at most',
    limit: 0.75,
    measured,
    digits: 2,
  };
}
