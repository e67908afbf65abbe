import type { ComputeClient, Fleet } from '@azureml-kubernetes/core';
import type { Workspaces } from '../azure/workspaces.js';
import { FLEET_HELP } from '../command-line/fleet/fleet-help.js';
import { readFleetVerb } from '../command-line/fleet/read-fleet-verb.js';
import { Problems } from '../command-line/problems.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import { unknownVerb } from '../command-line/verbs/unknown-verb.js';
import { loadFleet } from './load-fleet.js';
import { runFleet } from './run-fleet.js';
import { NO_WORKSPACE, openVerbDependencies } from './run-verb.js';
import type { Terminal } from './terminal.js';
import { type CommandLineRun, readVerbConfig, refuse } from './verb-settings.js';

const ACTIONS = ['plan', 'apply'] as const;

/** Runs `fleet plan` and `fleet apply`, which are made of a file instead of a tool. Returns the exit code. */
export async function runFleetWords(
  run: CommandLineRun,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const [, word = '', ...rest] = run.argv;
  const problems = new Problems();
  const args = readFleetVerb(rest, problems);
  const action = ACTIONS.find((one) => one === word);
  if (args.help || word === '' || word === '--help' || word === '-h') {
    await terminal.print(FLEET_HELP);
    return EXIT.done;
  }
  if (action === undefined) return refuse(terminal, [unknownVerb('fleet', word, ACTIONS)]);
  // Terraform's users take 2 for "there are changes", so that nothing else may have it.
  const wrong = args.detailedExitCode ? EXIT.failed : EXIT.usage;
  const given = { connection: args.connection, options: { yes: args.yes } };
  const config = readVerbConfig(run, given, problems);
  if (config === null || problems.found.length > 0) return refuse(terminal, problems.found, wrong);
  if (action === 'apply' && config.readOnly)
    return refuse(terminal, ['fleet apply is not offered by these settings'], EXIT.needsPerson);
  const fleet = await loadFleet(args.files, terminal.tell);
  if (fleet === null) return wrong;
  run.proxyOf(config);
  const dependencies = await openVerbDependencies({ ...run, config, terminal });
  const client = openClient(dependencies.workspaces, fleet);
  if (client === null) return refuse(terminal, [NO_WORKSPACE], wrong);
  const { preparing } = config;
  return runFleet({ action, args, fleet, dependencies, preparing, client, terminal, signal });
}

/** The workspace of the flags, else one of the fleet where each compute names its own; null where neither is there. */
function openClient(workspaces: Workspaces, { computes }: Fleet): ComputeClient | null {
  if (workspaces.pinned) return workspaces.open('').client;
  const named = computes.flatMap(({ workspaceId }) => (workspaceId === null ? [] : [workspaceId]));
  const [first] = named;
  return first === undefined || named.length < computes.length ? null : workspaces.open(first).client;
}
