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

/** Requests in flight until everything in the server that is called often has been compiled. */
const WARM_UP_LEVEL = 16;

async function askFor(sessions: readonly McpHttpSession[], limitMs: number): Promise<number> {
  const until = performance.now() + limitMs;
  let answers = 0;
  const worker = async (session: McpHttpSession): Promise<void> => {
    for (; performance.now() < until; answers += 1) await session.ask(message);
  };
  await Promise.all(sessions.map(worker));
  return answers;
}

const sessions: McpHttpSession[] = [];

async function openSessions(count: number): Promise<readonly McpHttpSession[]> {
  while (sessions.length < count) sessions.push(await McpHttpSession.open(url));
  return sessions.slice(0, count);
}

await askFor(await openSessions(WARM_UP_LEVEL), milliseconds * 2);
const results: Record<string, number> = {};
for (const level of levels.split(',')) {
  const asking = await openSessions(Number(level));
  await askFor(asking, milliseconds / 5);
  const startedAt = performance.now();
  const answers = await askFor(asking, milliseconds);
  results[level] = answers / ((performance.now() - startedAt) / 1_000);
}
process.stdout.write(JSON.stringify(results), () => process.exit(0));
