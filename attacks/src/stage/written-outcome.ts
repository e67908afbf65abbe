import { readFile } from 'node:fs/promises';

/** The outcome of the write whose end an audit log notes; empty where it notes none. */
export async function writtenOutcome(auditLog: string): Promise<string> {
  const text = await readFile(auditLog, 'utf8');
  return /"event":"write-ended".*"outcome":"([^"]+)"/.exec(text)?.[1] ?? '';
}
