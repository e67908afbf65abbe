import { userInfo } from 'node:os';

/** Who runs this process, for the audit log of a server that serves one person. */
export function processPrincipal(): string {
  try {
    return `local:${userInfo().username}`;
  } catch {
    // Containers often run as a user that no file knows.
    return `local:uid-${process.getuid?.() ?? 'unknown'}`;
  }
}
