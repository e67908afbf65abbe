import { nearestWord } from '@azureml-kubernetes/core';
import { FLEET_HELP } from '../command-line/fleet/fleet-help.js';
import { readFleetVerb } from '../command-line/fleet/read-fleet-verb.js';
import { Problems } from '../command-line/problems.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import { readVerb } from '../command-line/verbs/read-verb.js';
import { renderVerb, renderVerbs } from '../command-line/verbs/render-verb-help.js';
import type { Verb } from '../command-line/verbs/verb.js';
import { findVerb, verbsOf } from '../command-line/verbs/verbs.js';
import { type Config, type ConfigSources, parseCommand } from '../configuration/config.js';
import { errorKind } from '../runtime/error-kind.js';
import { lazyTools } from '../tools/lazy-registry.js';
import { hasColor } from './has-color.js';
import { runFleet } from './run-fleet.js';
import { NO_WORKSPACE, openVerbDependencies, runVerb } from './run-verb.js';
import { takeStdout } from './take-stdout.js';
import { openTerminal, type Terminal } from './terminal.js';

/** The verbs of all tools. */
const VERBS: readonly Verb[] = verbsOf(
  lazyTools.map((tool) => ({ ...tool, inputSchema: tool.list({ pinned: true }).inputSchema })),
);

/** What the command line for people runs with. */
export interface CommandLineRun extends ConfigSources {
  readonly proxyOf: (config: Config) => unknown;
  readonly exit: (code: number) => void;
}

/** Exit codes of a program that a signal ended. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/** Runs the verb that the arguments name, and ends the process with its exit code. */
export async function runCommandLine(run: CommandLineRun): Promise<void> {
  const terminal = openTerminal(takeStdout().write, { color: hasColor(run) });
  const stopped = new AbortController();
  for (const [signal, code] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      stopped.abort(new Error(signal));
      terminal.tell('Stopped. What was sent to Azure goes on there; the same command goes on from it.');
      run.exit(code);
    });
  }
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.once('error', () => run.exit(EXIT.done));
  const code = await runWords(run, terminal, stopped.signal).catch((error: unknown) => {
    if (!stopped.signal.aborted) terminal.tell(`azureml-kubernetes: it failed (${errorKind(error)})`);
    return EXIT.failed;
  });
  if (!stopped.signal.aborted) run.exit(code);
}

async function runWords(run: CommandLineRun, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const [group = '', action = '', ...rest] = run.argv;
  if (group === 'fleet') return runFleetWords(run, terminal, signal);
  if (action === '' || action === '--help' || action === '-h') {
    const shown = VERBS.filter(({ words }) => group === '' || words[0] === group);
    await terminal.print(renderVerbs(shown));
    return EXIT.done;
  }
  const verb = findVerb(VERBS, [group, action]);
  if (verb === null) return refuse(terminal, [unknownVerb(group, action)]);
  const problems = new Problems();
  const read = readVerb(verb, rest, problems);
  if (read.help) {
    await terminal.print(renderVerb(verb));
    return EXIT.done;
  }
  const command = parseCommand({ ...run, argv: serverFlags(run, read) });
  if (read.options.query !== null) await checkQuery(read.options.query, problems);
  const found = [...problems.found, ...(command.kind === 'problems' ? command.problems : [])];
  if (found.length > 0 || command.kind !== 'serve') return refuse(terminal, found);
  run.proxyOf(command.config);
  return runVerb({ verb, read, config: command.config, env: run.env, terminal, signal });
}

/** `fleet plan` and `fleet apply`, which are made of a file instead of a tool. */
async function runFleetWords(run: CommandLineRun, terminal: Terminal, signal: AbortSignal): Promise<number> {
  const [, action = '', ...rest] = run.argv;
  const problems = new Problems();
  const args = readFleetVerb(rest, problems);
  if (args.help || (action !== 'plan' && action !== 'apply')) {
    await terminal.print(FLEET_HELP);
    return args.help || action === '' || action === '--help' ? EXIT.done : EXIT.usage;
  }
  const flags = serverFlags(run, { connection: args.connection, options: { yes: args.yes } });
  const command = parseCommand({ ...run, argv: flags });
  const found = [...problems.found, ...(command.kind === 'problems' ? command.problems : [])];
  if (found.length > 0 || command.kind !== 'serve') return refuse(terminal, found);
  run.proxyOf(command.config);
  const dependencies = await openVerbDependencies({ ...run, config: command.config, terminal });
  if (!dependencies.workspaces.pinned) return refuse(terminal, [NO_WORKSPACE]);
  if (action === 'apply' && command.config.readOnly)
    return refuse(terminal, ['fleet apply is not offered by these settings'], EXIT.needsPerson);
  const { client } = dependencies.workspaces.open('');
  return runFleet({ action, args, dependencies, client, terminal, signal });
}

/** A verb logs errors only, and a yes on the command line stands for the question. */
function serverFlags(
  { env }: CommandLineRun,
  {
    connection,
    options,
  }: { readonly connection: readonly string[]; readonly options: { readonly yes: boolean } },
): string[] {
  const level = env['AZUREML_KUBERNETES_LOG_LEVEL'] === undefined ? ['--log-level', 'error'] : [];
  return [...level, ...connection, ...(options.yes ? ['--confirm', 'off'] : [])];
}

/** An expression is checked before Azure is asked for anything. */
async function checkQuery(query: string, problems: Problems): Promise<void> {
  const { isJsonQuery } = await import('../command-line/output/search-json.js');
  if (!isJsonQuery(query)) problems.add('--query must be a JMESPath expression, such as computes[].name');
}

/** Only what looks like a word is shown. */
function unknownVerb(group: string, action: string): string {
  const actions = VERBS.filter(({ words }) => words[0] === group).map(({ words }) => words[1]);
  const meant = nearestWord(action, actions);
  const shown = /^\w[\w-]{0,40}$/.test(action) ? `${group} ${action}` : group;
  const hint = meant === null ? `there are ${actions.join(', ')}` : `did you mean ${group} ${meant}?`;
  return `${shown}: no such verb; ${hint}`;
}

function refuse(terminal: Terminal, problems: readonly string[], code: number = EXIT.usage): number {
  for (const problem of problems) terminal.tell(`azureml-kubernetes: ${problem}`);
  return code;
}
