// Attaches once and waits for the end; tells how long that took.
import { CONTENDERS, createContender } from './contenders.js';

const [name, origin = '', compute = ''] = process.argv.slice(2);
const contender = CONTENDERS.find((one) => one === name);
if (contender === undefined) throw new Error(`no such contender: ${name}`);
const client = createContender(contender, origin);
// The first request of a process also opens a connection and loads the HTTP client.
await client.get();

const startedAt = performance.now();
await client.attach(compute);
process.stdout.write(JSON.stringify({ ms: performance.now() - startedAt }), () => process.exit(0));
