import { Console } from 'node:console';
import { renderHelp } from '../command-line/render-help.js';
import { type Config, isRemote, parseCommand } from '../configuration/config.js';
import { useEnvironmentProxy } from '../configuration/environment-proxy.js';
import { lazyTools } from '../tools/lazy-registry.js';
import { version } from '../version.js';
import { readSmallFile } from './read-small-file.js';
import { serveStdio } from './serve-stdio.js';

/** Ends the process. */
type Exit = (code: number) => void;

/** Does what the command line asks for. */
export async function runProgram(exit: Exit): Promise<void> {
  // Only JSON-RPC may reach stdout: whatever a library prints goes to stderr.
  globalThis.console = new Console(process.stderr, process.stderr);
  /** Once what was written has left the process. */
  const exitAfter = (text: string, stream: NodeJS.WriteStream, code: number): void => {
    stream.write(text, () => exit(code));
  };
  const { env } = process;
  const proxyOf = (config: Config) => (isRemote(config) ? useEnvironmentProxy(env) : 'off');
  const toolNames = lazyTools.map(({ name }) => name);
  const argv = process.argv.slice(2);
  const sources = { env, cwd: process.cwd(), readFile: readSmallFile, toolNames };
  if (isForPerson(argv)) {
    const { runCommandLine } = await import('./run-command-line.js');
    return runCommandLine({ ...sources, argv, proxyOf, exit });
  }
  const command = parseCommand({ ...sources, argv: argv[0] === 'mcp' ? argv.slice(1) : argv });
  switch (command.kind) {
    case 'help':
      return exitAfter(renderHelp(), process.stdout, 0);
    case 'version':
      return exitAfter(`${version}\n`, process.stdout, 0);
    case 'problems': {
      const lines = command.problems.map((one) => `azureml-kubernetes-mcp: ${one}\n`);
      return exitAfter(lines.join(''), process.stderr, 2);
    }
    case 'doctor': {
      const { config, json } = command;
      const [{ runDoctor }, { hasColor }] = await Promise.all([
        import('../doctor/run-doctor.js'),
        import('./has-color.js'),
      ]);
      const healthy = await runDoctor(config, {
        proxy: proxyOf(config),
        write: (text) => process.stdout.write(text),
        format: { json, color: hasColor({ argv, env }) },
      });
      return exitAfter('', process.stdout, healthy ? 0 : 1);
    }
    case 'serve': {
      const { config } = command;
      const options = { env, proxy: proxyOf(config), exit };
      if (config.http === null) return serveStdio(config, options);
      return (await import('./serve-http.js')).serveHttp(config, config.http, options);
    }
  }
}

/** Words that the server itself knows; every other word is a verb of people, or meant to be one. */
const SERVER_WORDS: readonly string[] = ['mcp', 'doctor'];

/**
 * Whether a person or a pipeline uses the program rather than an assistant. A verb says so; on a terminal, where no client
 * speaks MCP, its name for people does.
 */
function isForPerson([first]: readonly string[]): boolean {
  if (first !== undefined && !first.startsWith('-') && !SERVER_WORDS.includes(first)) return true;
  const isNamedForPeople = /(?:^|[/\\])azureml-kubernetes(?:\.(?:js|cmd|exe))?$/.test(process.argv[1] ?? '');
  return isNamedForPeople && first === undefined && process.stdin.isTTY === true;
}
