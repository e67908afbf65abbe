import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built program: tests of the process run what is shipped. */
export const BIN: string = fileURLToPath(new URL('../dist/bin.js', import.meta.url));

/** A folder with no `config.json` at or above it. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mcp-'));
}

export interface SpawnOptions {
  readonly bin?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface SpawnedServer {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  send(...lines: readonly string[]): void;
  /** Resolves when stdout holds so many lines. */
  lines(count: number): Promise<readonly string[]>;
  /** Resolves with the exit code, or the signal that ended it. */
  exited(): Promise<number | string | null>;
}

/** Runs the program with pipes, and nothing of this process's environment but the path. */
export function spawnServer(args: readonly string[], options: SpawnOptions = {}): SpawnedServer {
  const { bin = BIN, env = {} } = options;
  const own = options.cwd === undefined ? emptyFolder() : null;
  const cwd = options.cwd ?? own ?? '';
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text.stderr += chunk;
  });
  child.stdin.on('error', () => {});
  const exit = once(child, 'close').then(([code, signal]) => {
    if (own !== null) rmSync(own, { recursive: true, force: true });
    return readExit(code, signal);
  });
  const complete = (): string[] => text.stdout.split('\n').slice(0, -1);
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    send: (...lines) => child.stdin.write(lines.map((line) => `${line}\n`).join('')),
    lines: async (count) => {
      while (complete().length < count)
        await Promise.race([once(child.stdout, 'data'), exit.then(() => fail(text))]);
      return complete();
    },
    exited: () => exit,
  };
}

function readExit(code: unknown, signal: unknown): number | string | null {
  if (typeof code === 'number') return code;
  return typeof signal === 'string' ? signal : null;
}

function fail({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): never {
  throw new Error(`the server ended too early; stdout: ${stdout} stderr: ${stderr}`);
}

export const INITIALIZE: string = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '0' } },
});
export const INITIALIZED: string = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });

/** One line that calls a tool. */
export function callLine(id: number, name: string, args: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } });
}
