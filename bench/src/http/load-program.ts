// Asks one server over Streamable HTTP, with so many requests in flight, each in a session of its own.
import { COMPUTE } from '../harness/demo-compute.js';
import { McpHttpSession } from './mcp-http-session.js';

const [url = '', what = '', levels = '', millisecondsText = ''] = process.argv.slice(2);
const milliseconds = Number(millisecondsText);
const MESSAGES = {
  ping: { method: 'ping' },
  call: { method: 'tools/call', params: { name: 'compute_get_status', arguments: { name: COMPUTE } } },
};
const message = what === 'ping' ? MESSAGES.ping : MESSAGES.call;

/** What a server was asked. */
export interface Load {
  /** Requests a second, by requests in flight. */
  readonly rates: Readonly<Record<string, number>>;
  /** All requests, those before the measuring included. */
  readonly answers: number;
}

/** Requests in flight until everything in the server that is called often has been compiled. */
const WARM_UP_LEVEL = 16;

let total = 0;

async function askFor(sessions: readonly McpHttpSession[], limitMs: number): Promise<number> {
  const until = performance.now() + limitMs;
  let answers = 0;
  const worker = async (session: McpHttpSession): Promise<void> => {
    for (; performance.now() < until; answers += 1) await session.ask(message);
  };
  await Promise.all(sessions.map(worker));
  total += answers;
  return answers;
}

const sessions: McpHttpSession[] = [];

async function openSessions(count: number): Promise<readonly McpHttpSession[]> {
  while (sessions.length < count) sessions.push(await McpHttpSession.open(url));
  return sessions.slice(0, count);
}

await askFor(await openSessions(WARM_UP_LEVEL), milliseconds * 2);
const rates: Record<string, number> = {};
for (const level of levels.split(',')) {
  const asking = await openSessions(Number(level));
  await askFor(asking, milliseconds / 5);
  const startedAt = performance.now();
  const answers = await askFor(asking, milliseconds);
  rates[level] = answers / ((performance.now() - startedAt) / 1_000);
}
const load: Load = { rates, answers: total };
process.stdout.write(JSON.stringify(load), () => process.exit(0));
