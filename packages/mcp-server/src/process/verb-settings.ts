import { EXIT } from '../command-line/verbs/exit-code.js';
import type { Config, ConfigSources } from '../configuration/config.js';
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

/** The flags of the server for one verb: it logs errors only, and a yes on the command line stands for the question. */
export function serverFlags(env: Environment, { connection, options }: ConnectionArguments): string[] {
  const level = env['AZUREML_KUBERNETES_LOG_LEVEL'] === undefined ? ['--log-level', 'error'] : [];
  return [...level, ...connection, ...(options.yes ? ['--confirm', 'off'] : [])];
}

/** Tells each problem on a line of its own. Returns the exit code. */
export function refuse(terminal: Terminal, problems: readonly string[], code: number = EXIT.usage): number {
  for (const problem of problems) terminal.tell(`azureml-kubernetes: ${problem}`);
  return code;
}
