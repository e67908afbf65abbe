import { parseCommand } from '../src/configuration/config.js';
import type { HttpConfig } from '../src/configuration/http-config.js';

/** How the program serves over HTTP when nothing more is said. */
export function httpDefaults(): HttpConfig {
  const argv = ['--http', '--port', '0'];
  const command = parseCommand({
    argv,
    env: {},
    cwd: '/',
    readFile: () => ({ kind: 'absent' }),
    toolNames: [],
  });
  if (command.kind === 'serve' && command.config.http !== null) return command.config.http;
  throw new Error(JSON.stringify(command));
}
