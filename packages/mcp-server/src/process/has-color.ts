import type { Environment } from '../runtime/environment.js';

/** What says whether stdout takes colours. */
export interface ColorSources {
  readonly argv: readonly string[];
  readonly env: Environment;
}

/** Whether stdout is a terminal and nothing forbids colours (`NO_COLOR`, `TERM=dumb`, `--no-color`), or `FORCE_COLOR` asks for them. */
export function hasColor({ argv, env }: ColorSources): boolean {
  if (argv.includes('--no-color') || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return false;
  return process.stdout.isTTY === true || (env['FORCE_COLOR'] ?? '0') !== '0';
}
