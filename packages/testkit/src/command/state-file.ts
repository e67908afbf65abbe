import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ControlPlane } from '../control/control-plane.js';
import { parseSnapshot } from '../seed/parse-snapshot.js';
import { SeedError } from '../shape/shape-error.js';
import type { WorldSnapshot } from '../world/snapshot.js';
import { systemReason } from './system-reason.js';

/** Reads a saved world; null when the file does not exist. @throws Error when it holds something else */
export async function loadState(file: string): Promise<WorldSnapshot | null> {
  try {
    return parseSnapshot(await readFile(file, 'utf8'), file);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    const problem =
      cause instanceof SeedError
        ? `'${file}' holds no saved world: ${cause.path} ${cause.rule}. Repair it, or remove it to begin from the seed`
        : `'${file}' cannot be read: ${systemReason(cause)}`;
    throw new Error(`--state ${problem}`, { cause });
  }
}

/**
 * Keeps a world in a file. Each save replaces the file as a whole, and only once its text is on the disk, so that a
 * crash at any time leaves one world or the other.
 */
export class StateFile {
  readonly #file: string;
  readonly #control: Pick<ControlPlane, 'snapshot'>;
  #running: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;

  constructor(file: string, control: Pick<ControlPlane, 'snapshot'>) {
    this.#file = file;
    this.#control = control;
  }

  /**
   * Saves the world as it is when this save's turn comes; calls that come before that share it.
   *
   * @throws Error with the system's reason
   */
  save(): Promise<void> {
    this.#waiting ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#waiting = null;
        this.#running = this.#write();
        return this.#running;
      });
    return this.#waiting;
  }

  async #write(): Promise<void> {
    const draft = `${this.#file}.tmp`;
    try {
      await writeFile(draft, `${JSON.stringify(this.#control.snapshot())}\n`, { flush: true });
      await rename(draft, this.#file);
    } catch (cause) {
      throw new Error(`--state '${this.#file}' cannot be written: ${systemReason(cause)}`, { cause });
    }
  }
}
