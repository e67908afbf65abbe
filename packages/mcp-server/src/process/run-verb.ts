import { systemClock } from '@azureml-kubernetes/core';
import type { Tool } from '../catalogue/define-tool.js';
import { paintState } from '../command-line/output/paint-state.js';
import { renderResult } from '../command-line/output/render-result.js';
import { EXIT, exitCodeOf } from '../command-line/verbs/exit-code.js';
import type { ReadVerb } from '../command-line/verbs/read-verb.js';
import type { Verb } from '../command-line/verbs/verb.js';
import type { Config } from '../configuration/config.js';
import type { Ask } from '../confirm/ask.js';
import { createLog } from '../observability/log.js';
import { callTool } from '../protocol/call-tool.js';
import type { Peer } from '../protocol/peer.js';
import type { SessionDependencies } from '../protocol/session-dependencies.js';
import type { Environment } from '../runtime/environment.js';
import { version } from '../version.js';
import { openDependencies } from './open-dependencies.js';
import type { Terminal } from './terminal.js';

/** What a verb runs with. */
export interface VerbRun {
  readonly verb: Verb;
  readonly read: ReadVerb;
  readonly config: Config;
  readonly env: Environment;
  readonly terminal: Terminal;
  /** Aborts when the person stops the program. What was sent stays sent. */
  readonly signal: AbortSignal;
}

type Result = Readonly<Record<string, unknown>>;

/** One call of a tool. */
type Call = (tool: string, args: Result) => Promise<{ readonly isError: boolean; readonly result: Result }>;

/** Runs a verb: the same call as an assistant makes, with its result for eyes. Returns the exit code. */
export async function runVerb(run: VerbRun): Promise<number> {
  const { verb, read, config, terminal } = run;
  const dependencies = await openVerbDependencies(run);
  const tool = dependencies.tools.find(({ name }) => name === verb.tool);
  if (tool === undefined) return refuse(terminal, `${verb.words.join(' ')} is not offered by these settings`);
  if (!dependencies.workspaces.pinned) return usage(terminal, NO_WORKSPACE);
  const call = createCall(run, dependencies);
  const isUnasked = verb.isConfirmed && !terminal.canAsk && config.confirm !== 'off';
  if (isUnasked && verb.tool === 'compute_detach') return refuseDetach(call, run);
  const first = await callFirst(call, run);
  const last = read.options.wait && isStarted(first.result) ? await followUp(call, run, first) : first;
  const code = exitCodeOf(last);
  if (last.isError) {
    reportError(run, last.result);
    return code;
  }
  await show(run, last.result);
  tellNext(run, last.result, code);
  return isUnasked && code === EXIT.needsPerson ? refuse(terminal, NEEDS_PERSON) : code;
}

const NEEDS_PERSON = 'a person has to agree, and there is no terminal to ask them: add --yes';

/** There is no terminal to ask on. A detach of what is not there needs no one, so that it says so instead. */
async function refuseDetach(call: Call, run: VerbRun): Promise<number> {
  const seen = await call('compute_get_status', { name: run.read.args['name'] });
  if (!seen.isError) return refuse(run.terminal, NEEDS_PERSON);
  reportError(run, seen.result);
  return exitCodeOf(seen);
}

/** What to do where no workspace is named. */
export const NO_WORKSPACE =
  'which workspace? Give --workspace <subscription>/<resource group>/<name>, or --config with a config.json of Azure ML';

/** Makes what a verb stands on. Lines of the log go where a person reads. */
export async function openVerbDependencies({
  config,
  env,
  terminal,
}: Pick<VerbRun, 'config' | 'env' | 'terminal'>): Promise<SessionDependencies> {
  const clock = systemClock;
  const write = (line: string): void => terminal.tell(line.trimEnd());
  const log = createLog({ minimum: config.logLevel, write, now: () => clock.now() });
  return openDependencies(config, { env, clock, log });
}

function createCall({ terminal, read, signal }: VerbRun, dependencies: SessionDependencies): Call {
  const ask: Ask = terminal.canAsk
    ? async ({ question }) => ((await terminal.confirm(question, signal)) ? 'yes' : 'no')
    : null;
  const peer: Peer = {
    meta: { progressToken: 'terminal' },
    client: { name: 'azureml-kubernetes', version },
    signal,
    asking: { kind: 'by-request', ask },
    sendProgress: async ({ message }) => {
      if (!read.options.quiet) terminal.progress(message);
    },
  };
  return async (name, args) => {
    const tool = dependencies.tools.find((one): one is Tool => one.name === name);
    if (tool === undefined) throw new Error(`there is no tool ${name}`);
    const { structuredContent, isError = false } = await callTool(tool, args, { ask, dependencies, peer });
    return { isError, result: structuredContent };
  };
}

/** A wait of a person lasts as long as they say, call by call. */
function callFirst(call: Call, { verb, read }: VerbRun): ReturnType<Call> {
  return verb.tool === 'compute_wait'
    ? waitFor(call, read.args, read.options.timeoutSeconds)
    : readAll(call, verb.tool, read.args);
}

/** Follows pages to their end; a list of one page is the result itself. */
async function readAll(call: Call, tool: string, args: Result): ReturnType<Call> {
  const first = await call(tool, args);
  const cursor = first.result['next_cursor'];
  if (tool !== 'compute_list' || first.isError || typeof cursor !== 'string') return first;
  const rest = await readAll(call, tool, { ...args, cursor });
  const { next_cursor: _cursor, ...result } = first.result;
  const computes = [first.result, rest.result].flatMap(({ computes: page }) =>
    Array.isArray(page) ? page : [],
  );
  return rest.isError ? rest : { isError: false, result: { ...result, computes } };
}

function isStarted({ outcome }: Result): boolean {
  return outcome === 'started';
}

/** Waits for the end of what was started, call by call, until the time of the person is over. */
async function followUp(
  call: Call,
  { verb, read, terminal }: VerbRun,
  first: Awaited<ReturnType<Call>>,
): ReturnType<Call> {
  const until = verb.tool === 'compute_detach' ? 'detached' : 'attached';
  if (!read.options.quiet) terminal.tell(`waiting until ${String(first.result['name'])} is ${until}`);
  return waitFor(call, { name: first.result['name'], until }, read.options.timeoutSeconds);
}

/** Seconds of one call of `compute_wait`: what it allows a caller that takes progress. */
const STEP_SECONDS = 240;

/** Calls `compute_wait` again while the outcome is that time was over. */
async function waitFor(call: Call, args: Result, seconds: number): ReturnType<Call> {
  const step = Math.min(seconds, STEP_SECONDS);
  const waited = await call('compute_wait', { ...args, max_wait_seconds: Math.max(step, 1) });
  const isOver = waited.isError || waited.result['outcome'] !== 'timed_out' || seconds <= STEP_SECONDS;
  return isOver ? waited : waitFor(call, args, seconds - STEP_SECONDS);
}

async function show({ read, terminal }: VerbRun, result: Result): Promise<void> {
  const { output, query } = read.options;
  const chosen =
    query === null
      ? result
      : (await import('../command-line/output/search-json.js')).searchJson(result, query);
  const text = await renderResult(chosen, output, terminal.hasColor ? paintState : undefined);
  if (text === '' && output === 'table' && !read.options.quiet) terminal.tell('(nothing to show)');
  await terminal.print(text);
}

function reportError({ read, terminal }: VerbRun, error: Result): void {
  if (read.options.output === 'json') terminal.tell(JSON.stringify(error));
  else terminal.tell(`${String(error['message'])}\n${String(error['hint'])}`);
}

function tellNext({ verb, read, config, terminal }: VerbRun, result: Result, code: number): void {
  if (read.options.quiet || read.options.output === 'none') return;
  const name = typeof result['name'] === 'string' ? result['name'] : null;
  if (name === null) return;
  const isDetach = verb.tool === 'compute_detach' || result['until'] === 'detached';
  const wait = `azureml-kubernetes compute wait ${name}${isDetach ? ' --until detached' : ''}`;
  if (isStarted(result))
    terminal.tell(
      config.demo
        ? 'The world of --demo ends with this command. Add --wait to see the end of it.'
        : `It goes on in Azure. To wait for it: ${wait}`,
    );
  if (result['outcome'] === 'timed_out' && !config.demo) terminal.tell(`To go on waiting: ${wait}`);
  if (code === EXIT.failed && verb.tool !== 'compute_diagnose')
    terminal.tell(`To learn why: azureml-kubernetes compute diagnose ${name}`);
}

function usage(terminal: Terminal, problem: string): number {
  terminal.tell(problem);
  return EXIT.usage;
}

function refuse(terminal: Terminal, reason: string): number {
  terminal.tell(reason);
  return EXIT.needsPerson;
}
