import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, type ProgramOptions, startProgram } from './program.ts';

/** What one attack stands on: folders and programs that are gone when it is over. */
export class Stage {
  readonly #endings: (() => unknown)[] = [];

  /** Runs this when the attack is over, the last one first. */
  after(end: () => unknown): void {
    this.#endings.push(end);
  }

  /** Makes a folder of this attack's own, in which no `config.json` lies at or above. */
  async folder(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 'attack-'));
    this.after(() => rm(path, { recursive: true, force: true }));
    return path;
  }

  /** Starts a built program, with nothing of this process's environment but the path. */
  async start(name: ProgramName, args: readonly string[], options: ProgramOptions = {}): Promise<Program> {
    const program = startProgram(BINS[name], args, { ...options, cwd: options.cwd ?? (await this.folder()) });
    this.after(async () => {
      program.child.kill('SIGKILL');
      await program.ended;
    });
    return program;
  }

  /** Ends what was started. */
  async clear(): Promise<void> {
    for (const end of this.#endings.splice(0).reverse()) await end();
  }
}

/** The programs of this repository. */
export type ProgramName = keyof typeof BINS;

const at = (path: string): string => new URL(`../../../packages/${path}`, import.meta.url).pathname;
const BINS = { 'mcp-server': at('mcp-server/dist/bin.js'), testkit: at('testkit/dist/bin.js') } as const;
