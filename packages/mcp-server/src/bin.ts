import { Console } from 'node:console';
import { readFileSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import type { FileReader } from './config-file.js';
import { useEnvironmentProxy } from './environment-proxy.js';

enableCompileCache();
// Only JSON-RPC may reach stdout: whatever a library prints goes to stderr.
globalThis.console = new Console(process.stderr, process.stderr);

const readFile: FileReader = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Ends the process once what was written has left it. */
function exitAfter(text: string, stream: NodeJS.WriteStream, code: number): void {
  stream.write(text, () => process.exit(code));
}

async function main(): Promise<void> {
  const { parseCommand } = await import('./config.js');
  const { allTools } = await import('./tools/registry.js');
  const toolNames = allTools.map(({ name }) => name);
  const { env } = process;
  const command = parseCommand({ argv: process.argv.slice(2), env, cwd: process.cwd(), readFile, toolNames });
  switch (command.kind) {
    case 'help':
      return exitAfter((await import('./command-line/render-help.js')).renderHelp(), process.stdout, 0);
    case 'version':
      return exitAfter(`${(await import('./version.js')).version}\n`, process.stdout, 0);
    case 'problems':
      return exitAfter(
        `${command.problems.map((one) => `azureml-kubernetes-mcp: ${one}\n`).join('')}`,
        process.stderr,
        2,
      );
    case 'doctor': {
      const { runDoctor } = await import('./doctor/run-doctor.js');
      const proxy = useEnvironmentProxy(env);
      const healthy = await runDoctor(command.config, { proxy, write: (line) => process.stdout.write(line) });
      return exitAfter('', process.stdout, healthy ? 0 : 1);
    }
    case 'serve': {
      const { serveStdio } = await import('./serve-stdio.js');
      const remote = command.config.credential === 'azure';
      const proxy = remote ? useEnvironmentProxy(env) : 'off';
      return serveStdio(command.config, { proxy, exit: (code) => process.exit(code) });
    }
  }
}

await main();
