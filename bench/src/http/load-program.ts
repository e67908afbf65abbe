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
const results: Record<string, number> = {};
for (const level of levels.split(',')) {
  while (sessions.length < Number(level)) sessions.push(await McpHttpSession.open(url));
  await askFor(sessions, milliseconds / 3);
  const startedAt = performance.now();
  const answers = await askFor(sessions, milliseconds);
  results[level] = answers / ((performance.now() - startedAt) / 1_000);
}
process.stdout.write(JSON.stringify(results), () => process.exit(0));
