import { Problems } from '../command-line/problems.js';
import { EXIT } from '../command-line/verbs/exit-code.js';
import { readVerb } from '../command-line/verbs/read-verb.js';
import { renderGroup, renderVerb, renderVerbs } from '../command-line/verbs/render-verb-help.js';
import { unknownVerb } from '../command-line/verbs/unknown-verb.js';
import type { Verb } from '../command-line/verbs/verb.js';
import { findVerb, verbsOf } from '../command-line/verbs/verbs.js';
import { errorKind } from '../runtime/error-kind.js';
import { lazyTools } from '../tools/lazy-registry.js';
import { hasColor } from './has-color.js';
import { runFleetWords } from './run-fleet-words.js';
import { runVerb } from './run-verb.js';
import { takeStdout } from './take-stdout.js';
import { openTerminal, type Terminal } from './terminal.js';
import { type CommandLineRun, readVerbConfig, refuse } from './verb-settings.js';

/** The verbs of all tools. */
const VERBS: readonly Verb[] = verbsOf(
  lazyTools.map((tool) => ({ ...tool, inputSchema: tool.list({ pinned: true }).inputSchema })),
);

/** The words that a command line begins with. */
const FIRST_WORDS = [...new Set(VERBS.map(({ words }) => words[0])), 'fleet', 'doctor', 'mcp', 'help'];

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
  const [first = 'help', ...others] = run.argv;
  if (first === 'help' || first === '--help' || first === '-h') {
    if (others.length > 0) return runWords({ ...run, argv: [...others, '--help'] }, terminal, signal);
    await terminal.print(renderVerbs(VERBS));
    return EXIT.done;
  }
  if (first === 'fleet') return runFleetWords(run, terminal, signal);
  const [action = '', ...rest] = others;
  const ofGroup = VERBS.filter(({ words }) => words[0] === first);
  if (ofGroup.length === 0) return refuse(terminal, [unknownVerb('', first, FIRST_WORDS)]);
  if (action === '' || action === '--help' || action === '-h') {
    await terminal.print(renderGroup(first, ofGroup));
    return EXIT.done;
  }
  const verb = findVerb(VERBS, [first, action]);
  if (verb === null)
    return refuse(terminal, [
      unknownVerb(
        first,
        action,
        ofGroup.map(({ words }) => words[1]),
      ),
    ]);
  const problems = new Problems();
  const read = readVerb(verb, rest, problems);
  if (read.help) {
    await terminal.print(renderVerb(verb));
    return EXIT.done;
  }
  if (read.options.query !== null) await checkQuery(read.options.query, problems);
  const config = readVerbConfig(run, read, problems);
  if (config === null || problems.found.length > 0) return refuse(terminal, problems.found);
  run.proxyOf(config);
  return runVerb({ verb, read, config, env: run.env, terminal, signal });
}

/** An expression is checked before Azure is asked for anything. */
async function checkQuery(query: string, problems: Problems): Promise<void> {
  const { isJsonQuery } = await import('../command-line/output/search-json.js');
  if (!isJsonQuery(query)) problems.add('--query must be a JMESPath expression, such as computes[].name');
}
