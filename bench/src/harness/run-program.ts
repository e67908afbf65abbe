import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LIMIT_MS = 20 * 60_000;

/**
 * Runs one of the bench's programs in a process of its own, so that no contender finds the compiler warmed by another.
 * Returns the JSON that it prints, which is the bench's own and so is trusted to have its form.
 * @throws Error when the program fails.
 */
export async function runProgram<Result>(
  programs: string,
  name: string,
  args: readonly string[],
): Promise<Result> {
  const file = join(programs, `${name}-program.js`);
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { timeout: LIMIT_MS });
  return JSON.parse(stdout);
}
