import assert from 'node:assert/strict';
import type { Writable } from 'node:stream';
import type { Attack } from '../attack.ts';
import { initialize, modernCall, toolCall } from '../stage/message.ts';
import type { Stage } from '../stage/stage.ts';

const MESSAGES = 20_000;
const AT_MOST_MB = 200;
/** A server that has not read for so long reads no more. */
const HELD_MS = 5_000;

/** What a client sends again and again. */
const KINDS: Readonly<Record<string, (id: number) => object>> = {
  calls: (id) => toolCall(id, 'compute_list'),
  'modern calls': (id) => modernCall(id, 'compute_list'),
  lists: (id) => ({ jsonrpc: '2.0', id, method: 'tools/list' }),
};

/** A client sends and never reads. */
export const deafClient: Attack = {
  name: 'deaf-client',
  promise: 'a client that never reads its answers cannot fill the memory',
  pace: 'long',
  async play(stage) {
    const seen = await Promise.all(Object.keys(KINDS).map((kind) => playKind(stage, kind)));
    for (const { kind, peakMb } of seen)
      assert.ok(peakMb < AT_MOST_MB, `it held ${peakMb} MB with ${kind} unread`);
    return seen.map(({ kind, sent, peakMb }) => `${sent} ${kind} sent, at most ${peakMb} MB held`).join('; ');
  },
};

async function playKind(stage: Stage, kind: string) {
  const program = await stage.start('mcp-server', ['--demo', '--log-level', 'error'], { ignoreStdout: true });
  const { stdin } = program.child;
  const messageOf = KINDS[kind] ?? initialize;
  await write(stdin, initialize());
  await write(stdin, { jsonrpc: '2.0', method: 'notifications/initialized' });
  let peakMb = 0;
  let sent = 0;
  for (let isHeld = false; sent < MESSAGES && !isHeld; sent += 1) {
    isHeld = !(await write(stdin, messageOf(sent)));
    if (sent % 200 === 0 || isHeld) peakMb = Math.max(peakMb, program.residentMb());
  }
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  assert.ok(program.runs(), `it ended with ${kind} unread`);
  return { kind, sent, peakMb: Math.max(peakMb, program.residentMb()) };
}

/** Sends a message; false where the server reads no more. */
function write(stdin: Writable, message: object): Promise<boolean> {
  return new Promise((resolve) => {
    if (stdin.write(`${JSON.stringify(message)}\n`)) return resolve(true);
    const timer = setTimeout(() => resolve(false), HELD_MS);
    stdin.once('drain', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
