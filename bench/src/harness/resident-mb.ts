import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Memory that a process and those which it started hold, in MB; null where the system does not tell. */
export function residentMb(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    return (process.platform === 'linux' ? fromProcTree(pid) : fromPs(pid)) / 1024;
  } catch {
    return null;
  }
}

/** Both give kB. */
function fromProc(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

function fromProcTree(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + fromProcTree(Number(child)), fromProc(pid));
}

function fromPs(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
}
