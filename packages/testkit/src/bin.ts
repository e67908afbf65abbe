#!/usr/bin/env node
import { helpText, parseCommand } from './cli-options.js';
import { serve } from './serve.js';
import { version } from './version.js';

// stdout carries the readiness line, the help or the version, and nothing else.
const command = parseCommand(process.argv.slice(2));

if (command.kind === 'help') process.stdout.write(helpText);
else if (command.kind === 'version') process.stdout.write(`${version}\n`);
else if (command.kind === 'wrong') fail(`${command.problem}\n\n${helpText}`, 2);
else await run(command.options);

async function run(options: Parameters<typeof serve>[0]): Promise<void> {
  try {
    const serving = await serve(options);
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        serving.stop().catch((error: unknown) => fail(String(error), 1));
      });
    process.stdout.write(`${JSON.stringify(serving.readiness)}\n`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error), 1);
  }
}

function fail(problem: string, exitCode: number): void {
  process.stderr.write(`azureml-kubernetes-testkit: ${problem}\n`);
  process.exitCode = exitCode;
}
