import { constants } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';

/** Why lines cannot be recorded in a file; `reason` holds nothing of the path. */
export class AuditFileError extends Error {
  readonly reason: string;

  constructor(reason: string, cause?: unknown) {
    super(`the audit log ${reason}`, { cause });
    this.name = 'AuditFileError';
    this.reason = reason;
  }
}

/** A file that takes lines, one after the other. */
export interface AuditFile {
  /** Resolves once the line is on the disk. @throws AuditFileError */
  append(line: string): Promise<void>;
  /** Writes and syncs as an append would, but leaves no trace. @throws AuditFileError */
  probe(): Promise<void>;
}

const FLAGS = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
const NONBLOCK = constants.O_NONBLOCK ?? 0;
/** As much as a line may need of a disk. */
const PROBE_BYTES = 4_096;

const REASONS: Readonly<Record<string, string>> = {
  ELOOP: 'is a symbolic link',
  EISDIR: 'is a folder',
  ENXIO: 'is no regular file',
  ENOENT: 'is in a folder that does not exist',
  EACCES: 'may not be written by this user',
  EPERM: 'may not be written by this user',
  EROFS: 'is on a disk that is read-only',
  ENOSPC: 'is on a disk that is full',
  EDQUOT: 'is beyond the quota of this user',
};

/**
 * Records lines in a file that only its owner and group may write. It is opened for each line: it may be moved away
 * (rotated) at any time, and a line is too rare for that to matter. A line that was cut off, by whichever process, is ended
 * first. Only the owner may read what is created.
 */
export function createAuditFile(path: string): AuditFile {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = last.then(work).catch((error: unknown) => {
      throw explain(error);
    });
    last = done.catch(() => {});
    return done;
  };
  return {
    append: (line) => inTurn(() => withFile(path, (file) => appendLine(file, line))),
    probe: () => inTurn(() => withFile(path, () => probeDisk(path))),
  };
}

async function withFile(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, FLAGS | NONBLOCK, 0o600);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) throw new AuditFileError('is no regular file');
    // Windows has no such bits, and reports them as set.
    if (process.platform !== 'win32' && (facts.mode & 0o002) !== 0)
      throw new AuditFileError('can be written by every user');
    await work(file);
  } finally {
    await file.close();
  }
}

async function appendLine(file: FileHandle, line: string): Promise<void> {
  await file.appendFile((await isTorn(file)) ? `\n${line}\n` : `${line}\n`);
  await file.sync();
}

/** Fills as much of the disk beside the log as a line may need; where no file may be made there, the first line tells. */
async function probeDisk(path: string): Promise<void> {
  const beside = `${path}.probe-${process.pid}`;
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  const file = await open(beside, flags, 0o600).catch((error: unknown) => {
    if (isSystemError(error, 'EACCES', 'EPERM')) return null;
    throw error;
  });
  if (file === null) return;
  try {
    await file.write(Buffer.alloc(PROBE_BYTES));
    await file.sync();
  } finally {
    await file.close();
    await rm(beside, { force: true });
  }
}

async function isTorn(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read({ buffer: Buffer.alloc(1), position: size - 1 });
  return buffer.toString() !== '\n';
}

function isSystemError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function explain(error: unknown): AuditFileError {
  if (error instanceof AuditFileError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new AuditFileError(REASONS[code] ?? `cannot be written (${code})`, error);
}
