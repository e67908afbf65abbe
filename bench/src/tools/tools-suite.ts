import { interleave } from '../harness/interleave.js';
import { medianShare } from '../harness/median-share.js';
import type { Row } from '../harness/outcome.js';
import { runProgram } from '../harness/run-program.js';
import { startProgram } from '../harness/start-server.js';
import { medianOf } from '../harness/statistics.js';
import type { Suite } from '../suite.js';
import { CONTENDERS, type ContenderName } from './contenders.js';

interface Sample {
  readonly callsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const LABELS: Readonly<Record<ContenderName, string>> = {
  constant: 'SDK tool that answers a constant',
  reading: 'SDK tool that reads the same compute with `fetch`',
  ours: 'compute_get_status',
};

export const toolsSuite: Suite = {
  name: 'tools',
  async run({ quick, programs }) {
    const calls = quick ? '200' : '4000';
    const rounds = quick ? { rounds: 2, warmups: 0 } : { rounds: 5, warmups: 1 };
    const service = await startProgram(programs, 'constant-server');
    const samples = await interleave(CONTENDERS, rounds, (contender) =>
      runProgram<Sample>(programs, 'tools', [contender, calls, service.url]),
    ).finally(() => service.stop());
    const medianFor = (contender: ContenderName, member: keyof Sample): number | null =>
      medianOf((samples.get(contender) ?? []).map((sample) => sample[member]));
    const rows: Row[] = CONTENDERS.map((contender) => ({
      label: LABELS[contender],
      cells: [
        medianFor(contender, 'callsPerSecond'),
        medianFor(contender, 'p50Ms'),
        medianFor(contender, 'p99Ms'),
      ],
    }));
    const [ours, reading] = [samples.get('ours') ?? [], samples.get('reading') ?? []];
    return {
      suite: 'tools',
      title: 'One tool call',
      about:
        'A client of the SDK and a server over a linked pair of transports in one process, one call after the other; the service is another process, which answers the same bytes at once over HTTP. Two bare tools made with the SDK stand beside ours: one that answers a constant, and one that makes the same read with `fetch` and gives back what it got, unchecked. A share is the median of the shares of each turn.',
      columns: [
        { label: 'calls a second', digits: 0 },
        { label: 'median, ms', digits: 3 },
        { label: 'p99, ms', digits: 3 },
      ],
      rows,
      goals: [
        {
          text: 'Calls of `compute_get_status` a second, as a share of a bare SDK tool that makes the same read',
          sense: 'at least',
          limit: 1,
          measured: medianShare(ours, reading, (sample) => sample?.callsPerSecond),
          digits: 2,
        },
      ],
      remarks: [],
    };
  },
};
