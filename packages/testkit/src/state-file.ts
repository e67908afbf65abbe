import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ControlPlane } from './control/control-plane.js';
import { parseSnapshot } from './seed/parse-snapshot.js';
import type { WorldSnapshot } from './world/snapshot.js';

/** Reads a saved world; null when the file does not exist. @throws SeedError when it holds something else */
export async function loadState(file: string): Promise<WorldSnapshot | null> {
  try {
    return parseSnapshot(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Keeps a world in a file. Saves follow one another, and each replaces the file as a whole. */
export class StateFile {
  readonly #file: string;
  readonly #control: Pick<ControlPlane, 'snapshot'>;
  #last: Promise<void> = Promise.resolve();

  constructor(file: string, control: Pick<ControlPlane, 'snapshot'>) {
    this.#file = file;
    this.#control = control;
  }

  /** Saves the world as it is when this save's turn comes. @throws the system's error */
  save(): Promise<void> {
    const write = async (): Promise<void> => {
      const draft = `${this.#file}.tmp`;
      await writeFile(draft, `${JSON.stringify(this.#control.snapshot())}\n`);
      await rename(draft, this.#file);
    };
    this.#last = this.#last.then(write, write);
    return this.#last;
  }
}
