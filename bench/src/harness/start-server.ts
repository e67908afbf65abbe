import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StartedServer {
  /** Its origin. */
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/**
 * Starts a server that prints one line of JSON with its `url`, on stdout or on stderr, and runs until it is ended.
 * @throws Error when it ends before that.
 */
export async function startServer(command: string, args: readonly string[]): Promise<StartedServer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        const found = /"url":"([^"]+)"/.exec(line)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended before it listened`)));
  });
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, child, stop };
}

/** Starts one of the bench's programs that serves. */
export function startProgram(
  programs: string,
  name: string,
  args: readonly string[] = [],
): Promise<StartedServer> {
  return startServer(process.execPath, [join(programs, `${name}-program.js`), ...args]);
}
