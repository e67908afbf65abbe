import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { within } from './within.ts';

/** How a program is started. */
export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of Node itself, such as a bound on its heap. */
  readonly node?: readonly string[];
  /** Leaves stdout unread, as a client does that hangs. */
  readonly ignoreStdout?: boolean;
}

/** A started program. */
export interface Program {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  stdout(): string;
  stderr(): string;
  /** Whether it still runs. */
  runs(): boolean;
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Resolves with the first match in what it wrote, within ten seconds. */
  saw(where: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray>;
  /** How much memory it holds now, in MB. */
  residentMb(): number;
}

/** Starts a script of Node with pipes. */
export function startProgram(script: string, args: readonly string[], options: ProgramOptions): Program {
  const child = spawn(process.execPath, [...(options.node ?? []), script, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env['PATH'] ?? '', ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    if (name === 'stdout' && options.ignoreStdout === true) continue;
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
    });
  }
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code, signal]) =>
    typeof code === 'number' ? code : String(signal),
  );
  const seen = async (where: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(text[where]);
      if (found !== null) return found;
      const gone = ended.then((end) => {
        throw new Error(
          `it ended (${end}) before ${pattern} was seen on ${where}: ${text.stderr.slice(0, 500)}`,
        );
      });
      await Promise.race([once(child[where], 'data'), gone]);
    }
  };
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    runs: () => child.exitCode === null && child.signalCode === null,
    ended,
    saw: (where, pattern) => within(10_000, `${pattern} on ${where}`, seen(where, pattern)),
    residentMb: () => residentMb(child.pid ?? 0),
  };
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
}
