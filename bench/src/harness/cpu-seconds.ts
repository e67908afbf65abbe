import { readFileSync } from 'node:fs';

/** Clock ticks of Linux a second, which every platform of Node has set to this. */
const TICKS_PER_SECOND = 100;

/** CPU time that a process has used, in seconds; null where the system does not tell. */
export function cpuSeconds(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null;
  try {
    // The name of the program may hold spaces; what follows it does not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const [user, system] = [Number(fields[11]), Number(fields[12])];
    return (user + system) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}
