import { open } from 'node:fs/promises';
import type { RequestControl } from '../control/control-plane.js';

/** A journal that is written to a file. */
export interface JournalFile {
  /** Resolves when all that was answered so far is written. */
  close(): Promise<void>;
}

/**
 * Appends a line of JSON to a file for each request that is answered from now on.
 *
 * @param onError called for a line that could not be written
 * @throws the system's error when the file cannot be opened
 */
export async function keepJournal(
  file: string,
  requests: Pick<RequestControl, 'follow'>,
  onError: (error: unknown) => void,
): Promise<JournalFile> {
  const handle = await open(file, 'a');
  let last = Promise.resolve();
  const leave = requests.follow((entry) => {
    last = last.then(() => handle.appendFile(`${JSON.stringify(entry)}\n`)).catch(onError);
  });
  return {
    close: async () => {
      leave();
      await last;
      await handle.close();
    },
  };
}
