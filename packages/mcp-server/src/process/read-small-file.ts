import type { FileReader, FoundFile } from '../configuration/config-file.js';

/** Far above any configuration. */
const MAX_BYTES = 64 * 1024;

// Not imported: an import of node:fs reads every member, and some load more of Node when they are read.
const { closeSync, constants, existsSync, fstatSync, openSync, readSync } =
  process.getBuiltinModule('node:fs');

const ABSENT: FoundFile = { kind: 'absent' };

/** Reads a regular file of at most 64 kB. A pipe is opened without waiting for a writer, and never read. */
export const readSmallFile: FileReader = (path) => {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return isAbsent(error, path) ? ABSENT : { kind: 'unusable', reason: 'cannot be read' };
  }
  try {
    return readRegular(file);
  } catch {
    return { kind: 'unusable', reason: 'cannot be read' };
  } finally {
    closeSync(file);
  }
};

function readRegular(file: number): FoundFile {
  const facts = fstatSync(file);
  if (!facts.isFile()) return { kind: 'unusable', reason: 'must be a regular file' };
  if (facts.size > MAX_BYTES) return { kind: 'unusable', reason: 'must be at most 64 kB long' };
  const buffer = Buffer.alloc(facts.size);
  const length = readSync(file, buffer, 0, buffer.length, 0);
  return { kind: 'text', text: buffer.toString('utf8', 0, length) };
}

/** A folder that may not be searched hides whether there is a file. */
function isAbsent(error: unknown, path: string): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ENOENT' || code === 'ENOTDIR' || (code === 'EACCES' && !existsSync(path));
}
