import { open } from 'node:fs/promises';

/** Appends one line; resolves once it is on the disk. An empty line only tries whether that could be done. */
export type AppendLine = (line: string) => Promise<void>;

/**
 * Appends to a file, one line after the other. The file is opened for each line: it may be moved away (rotated) at any
 * time, and a line is too rare for that to matter. Nobody but the owner may read what is created.
 */
export function appendDurably(path: string): AppendLine {
  let last: Promise<unknown> = Promise.resolve();
  /** Whether a line was cut off, so that the next has to begin on a line of its own. */
  let torn = false;
  const append = async (line: string): Promise<void> => {
    const file = await open(path, 'a', 0o600);
    try {
      if (line === '') return;
      const text = torn ? `\n${line}\n` : `${line}\n`;
      torn = true;
      await file.appendFile(text);
      await file.sync();
      torn = false;
    } finally {
      await file.close();
    }
  };
  return async (line) => {
    const appended = last.then(() => append(line));
    last = appended.catch(() => {});
    return appended;
  };
}
