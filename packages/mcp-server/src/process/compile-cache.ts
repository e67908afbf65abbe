import { dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../runtime/environment.js';

/** The user that a process runs as. */
export interface ProcessUser {
  /** Absolute, or empty where it is unknown. */
  readonly home: string;
  /** Null where the system has no user ids. */
  readonly uid: number | null;
}

/** The user of this process; without a home where the system knows none, as for a user id of a container. */
export function processUser(): ProcessUser {
  const uid = process.getuid?.() ?? null;
  try {
    return { home: process.getBuiltinModule('node:os').homedir(), uid };
  } catch {
    return { home: '', uid };
  }
}

/**
 * The folder for compiled code, which only this user may write: what is in it runs with the rights of this process. It
 * is made where it is missing. Null, so that nothing is cached, where there is no folder that can be trusted.
 */
export function compileCacheFolder(env: Environment, user: ProcessUser): string | null {
  const base = baseFolder(env, user);
  if (base === null) return null;
  const parent = join(base, 'azureml-kubernetes');
  const folder = join(parent, 'compile-cache');
  try {
    // Not imported: an import of node:fs reads every member, and some load more of Node when they are read.
    process.getBuiltinModule('node:fs').mkdirSync(folder, { recursive: true, mode: 0o700 });
    return [dirname(parent), parent, folder].every((one) => isOwn(one, user)) ? folder : null;
  } catch {
    return null;
  }
}

/** The XDG base directory specification ignores a path that is not absolute. */
function baseFolder(env: Environment, { home, uid }: ProcessUser): string | null {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env;
  const base = uid === null && local ? local : xdg && isAbsolute(xdg) ? xdg : join(home, '.cache');
  return isAbsolute(base) ? base : null;
}

/** Whether this user alone can write into a folder, which is no link. Where there are no user ids, the profile is private. */
function isOwn(folder: string, { uid }: ProcessUser): boolean {
  const facts = process.getBuiltinModule('node:fs').lstatSync(folder);
  return facts.isDirectory() && (uid === null || (facts.uid === uid && (facts.mode & 0o022) === 0));
}
