// Reads one compute over and over, with so many reads in flight, for so long.
import { CONTENDERS, createContender } from './contenders.js';

const [name, origin = '', levels = '', millisecondsText = ''] = process.argv.slice(2);
const contender = CONTENDERS.find((one) => one === name);
if (contender === undefined) throw new Error(`no such contender: ${name}`);
const client = createContender(contender, origin);

/** Reads in flight until everything that is called often has been compiled, which takes some thousand reads. */
const WARM_UP_LEVEL = 16;

async function readFor(milliseconds: number, inFlight: number): Promise<number> {
  const until = performance.now() + milliseconds;
  let calls = 0;
  const worker = async (): Promise<void> => {
    for (; performance.now() < until; calls += 1) await client.get();
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return calls;
}

const results: Record<string, { callsPerSecond: number; cpuMs: number }> = {};
const milliseconds = Number(millisecondsText);
await readFor(milliseconds * 2, WARM_UP_LEVEL);
for (const level of levels.split(',')) {
  await readFor(milliseconds / 5, Number(level));
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const calls = await readFor(milliseconds, Number(level));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(before);
  results[level] = { callsPerSecond: calls / seconds, cpuMs: (user + system) / 1_000 / calls };
}
process.stdout.write(JSON.stringify(results), () => process.exit(0));
