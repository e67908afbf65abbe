import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { homedir } from 'node:os';
import type { Command } from '../peers/peer-commands.js';
import { AnswerReader } from './answer-reader.js';
import { residentMb } from './resident-mb.js';

/** What one start of a server took. */
export interface Start {
  /** Milliseconds from the spawn to the answer. */
  readonly initializeMs: number;
  readonly listMs: number;
  /** Memory after tools/list, in MB; null where the system does not tell. */
  readonly rssMb: number | null;
  /** Milliseconds from the end of stdin to the end of the process; null when it had to be ended. */
  readonly endMs: number | null;
  readonly listBytes: number;
}

/** Longer than any server takes to start or to end by itself. */
const GIVE_UP_MS = 15_000;

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '0' } },
};
const INITIALIZED = { jsonrpc: '2.0', method: 'notifications/initialized' };
const LIST = { jsonrpc: '2.0', id: 2, method: 'tools/list' };

/**
 * Starts a server, asks what every client asks first, and lets it end.
 * @throws Error when it does not answer in time.
 */
export async function measureStart({ command, args, env }: Command): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOME: homedir(), ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = new AnswerReader(child.stdout, GIVE_UP_MS);
  const send = (message: object): unknown => child.stdin.write(`${JSON.stringify(message)}\n`);
  child.stdin.on('error', () => {});
  try {
    send(INITIALIZE);
    await answers.of(INITIALIZE.id);
    const initializeMs = performance.now() - startedAt;
    send(INITIALIZED);
    send(LIST);
    const listed = await answers.of(LIST.id);
    const listMs = performance.now() - startedAt;
    const rssMb = residentMb(child.pid);
    const endMs = await end(child);
    return { initializeMs, listMs, rssMb, endMs, listBytes: Buffer.byteLength(JSON.stringify(listed)) };
  } finally {
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
