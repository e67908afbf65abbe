import { type FileHandle, open } from 'node:fs/promises';

/** Appends one line; resolves once it is on the disk. An empty line only tries whether that could be done. */
export type AppendLine = (line: string) => Promise<void>;

/**
 * Appends to a file, one line after the other. The file is opened for each line: it may be moved away (rotated) at any
 * time, and a line is too rare for that to matter. A line that was cut off, by whatever process, is ended first. Only
 * the owner may read what is created.
 */
export function appendDurably(path: string): AppendLine {
  let last: Promise<unknown> = Promise.resolve();
  const append = async (line: string): Promise<void> => {
    const file = await open(path, 'a+', 0o600);
    try {
      if (line === '') return;
      await file.appendFile((await isTorn(file)) ? `\n${line}\n` : `${line}\n`);
      await file.sync();
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

async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer.toString() !== '\n';
}
