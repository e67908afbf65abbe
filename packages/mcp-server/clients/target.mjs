import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../dist/bin.js', import.meta.url));
const program = [bin, '--demo', '--log-level', 'error'];

/** How many tools are listed. Over HTTP nothing runs a command in a cluster unless the operator allows it. */
export const TOOLS = { stdio: 10, HTTP: 9 };

/** How a client starts the built server. */
export const stdio = { wire: 'stdio', command: process.execPath, args: program };

/** Starts the built server over HTTP on a free port. */
export async function startHttp() {
  const server = spawn(process.execPath, [...program, '--http', '--port', '0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [line] = await once(createInterface(server.stderr), 'line');
  return { wire: 'HTTP', url: JSON.parse(line).url, stop: () => server.kill() };
}
