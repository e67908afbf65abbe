import type { Problems } from '../command-line/problems.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import { type Config, type ConfigSources, parseCommand } from '../configuration/config.js';
import type { Environment } from '../runtime/environment.js';
import type { Terminal } from './terminal.js';

/** What the command line for people runs with. */
export interface CommandLineRun extends ConfigSources {
  readonly proxyOf: (config: Config) => unknown;
  readonly exit: (code: number) => void;
}

/** What of a verb's arguments the configuration of the server is made of. */
export interface ConnectionArguments {
  readonly connection: readonly string[];
  readonly options: { readonly yes: boolean };
}

/** The configuration of the server for one verb; null, with what is wrong added to `problems`, where it has none. */
export function readVerbConfig(
  run: CommandLineRun,
  given: ConnectionArguments,
  problems: Problems,
): Config | null {
  const command = parseCommand({ ...run, argv: serverFlags(run.env, given) });
  if (command.kind === 'serve') return command.config;
  if (command.kind === 'problems') for (const problem of command.problems) problems.add(problem);
  return null;
}

/** A verb logs errors only, and a yes on the command line stands for the question. */
function serverFlags(env: Environment, { connection, options }: ConnectionArguments): string[] {
  const level = env['AZUREML_KUBERNETES_LOG_LEVEL'] === undefined ? ['--log-level', 'error'] : [];
  return [...level, ...connection, ...(options.yes ? ['--confirm', 'off'] : [])];
}

/** Tells each problem on a line of its own. Returns the exit code. */
export function refuse(terminal: Terminal, problems: readonly string[], code: number = EXIT.usage): number {
  for (const problem of problems) terminal.tell(`azureml-kubernetes: ${problem}`);
  return code;
}
