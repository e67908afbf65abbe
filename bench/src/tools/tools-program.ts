// Calls one tool of one server over a linked pair of transports, one call after the other.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { COMPUTE } from '../harness/demo-compute.js';
import { quantile } from '../harness/statistics.js';
import { CONTENDERS, createContender, TOOL } from './contenders.js';

const [name = '', callsText = '', origin = ''] = process.argv.slice(2);
const contender = CONTENDERS.find((one) => one === name);
if (contender === undefined) throw new Error(`no such contender: ${name}`);
const calls = Number(callsText);

const [clientSide, serverSide] = InMemoryTransport.createLinkedPair();
await createContender(contender, origin).connect(serverSide);
const client = new Client({ name: 'bench', version: '0.0.0' });
await client.connect(clientSide);

async function callOnce(): Promise<number> {
  const startedAt = performance.now();
  const { isError } = await client.callTool({ name: TOOL, arguments: { name: COMPUTE } });
  if (isError === true) throw new Error(`${contender}: the call was refused`);
  return performance.now() - startedAt;
}

// Until everything that is called often has been compiled.
for (let call = 0; call < calls; call += 1) await callOnce();
const latencies: number[] = [];
const startedAt = performance.now();
for (let call = 0; call < calls; call += 1) latencies.push(await callOnce());
const seconds = (performance.now() - startedAt) / 1_000;
const result = {
  callsPerSecond: calls / seconds,
  p50Ms: quantile(latencies, 0.5),
  p99Ms: quantile(latencies, 0.99),
};
process.stdout.write(JSON.stringify(result), () => process.exit(0));
