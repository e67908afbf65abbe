import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import { residentMb } from '../harness/resident-mb.js';
import type { Command } from '../peers/peer-commands.js';
import { AnswerReader } from './answer-reader.js';

/** What one start of a server took. */
export interface Start {
  /** Milliseconds from the spawn to the first answer. */
  readonly firstMs: number;
  readonly listMs: number;
  /** Memory of all its processes after tools/list, in MB; null where the system does not tell. */
  readonly rssMb: number | null;
  /** Milliseconds from the end of stdin to the end of the process; null when it had to be ended. */
  readonly endMs: number | null;
  readonly listBytes: number;
}

/** Longer than any server takes to start or to end by itself. */
const GIVE_UP_MS = 30_000;

/** What a client asks first: in the era of sessions, or in that of `server/discover`. */
export type Era = 'legacy' | 'modern';

const clientInfo = { name: 'bench', version: '0' };
const MODERN_META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': clientInfo,
  'io.modelcontextprotocol/clientCapabilities': {},
};

const FIRST_ID = 1;
const LIST_ID = 2;
const QUESTIONS: Readonly<Record<Era, { readonly first: object; readonly rest: readonly object[] }>> = {
  legacy: {
    first: {
      jsonrpc: '2.0',
      id: FIRST_ID,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
    },
    rest: [
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: LIST_ID, method: 'tools/list' },
    ],
  },
  modern: {
    first: { jsonrpc: '2.0', id: FIRST_ID, method: 'server/discover', params: { _meta: MODERN_META } },
    rest: [{ jsonrpc: '2.0', id: LIST_ID, method: 'tools/list', params: { _meta: MODERN_META } }],
  },
};

/**
 * Starts a server, asks what every client of the era asks first, and lets it end.
 * @throws Error when it does not answer in time.
 */
export async function measureStart({ command, args, env, cwd }: Command, era: Era): Promise<Start> {
  const { first, rest } = QUESTIONS[era];
  const startedAt = performance.now();
  const child = spawn(command, args, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: homedir(), ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = new AnswerReader(child.stdout, GIVE_UP_MS);
  const send = (message: object): unknown => child.stdin.write(`${JSON.stringify(message)}\n`);
  child.stdin.on('error', () => {});
  try {
    send(first);
    await answers.of(FIRST_ID);
    const firstMs = performance.now() - startedAt;
    for (const message of rest) send(message);
    const listed = await answers.of(LIST_ID);
    const listMs = performance.now() - startedAt;
    const rssMb = residentMb(child.pid);
    const endMs = await end(child);
    return { firstMs, listMs, rssMb, endMs, listBytes: Buffer.byteLength(JSON.stringify(listed)) };
  } finally {
    // What a package manager started is ended by the end of its stdin.
    child.kill('SIGKILL');
  }
}

async function end(child: ChildProcess): Promise<number | null> {
  const startedAt = performance.now();
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(GIVE_UP_MS) });
  child.stdin?.end();
  return ended.then(
    () => performance.now() - startedAt,
    () => null,
  );
}

/** Milliseconds from the start of a program to its end, for one that does nothing. */
export async function measureEmpty({ command, args }: Command): Promise<number> {
  const startedAt = performance.now();
  await once(spawn(command, args, { stdio: 'ignore' }), 'exit');
  return performance.now() - startedAt;
}
