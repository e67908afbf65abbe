#!/usr/bin/env node
import { helpText, parseCommand } from './command/cli-options.js';
import { type Serving, serve } from './command/serve.js';
import { UnconsumedFaultError } from './faults/unconsumed-fault-error.js';
import { version } from './version.js';

// stdout carries the readiness line, the help or the version, and nothing else.
const command = parseCommand(process.argv.slice(2));

if (command.kind === 'help') process.stdout.write(helpText);
else if (command.kind === 'version') process.stdout.write(`${version}\n`);
else if (command.kind === 'wrong') fail(`${command.problem}\n\n${helpText}`, 2);
else await run(command.options);

async function run(options: Parameters<typeof serve>[0]): Promise<void> {
  try {
    const serving = await serve(options, report);
    stopOnSignal(serving);
    process.stdout.write(`${JSON.stringify(serving.readiness)}\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

/** The first signal stops well, another one at once. */
function stopOnSignal(serving: Serving): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      serving.stop().catch((error: unknown) => {
        fail(error instanceof Error ? error.message : String(error), exitCodeOf(error));
      });
    });
}

function exitCodeOf(error: unknown): number {
  return error instanceof UnconsumedFaultError ? 3 : 1;
}

function report(problem: string): void {
  process.stderr.write(`azureml-kubernetes-testkit: ${problem}\n`);
}

function fail(problem: string, exitCode: number): void {
  report(problem);
  process.exitCode = exitCode;
}
