import type { CommandRefusal } from '../domain/preparing/cluster-evidence.js';
import { ComputeTargetError } from '../errors/compute-target-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import { ThrottledError } from '../errors/throttled-error.js';
import { TimedOutError } from '../errors/timed-out-error.js';
import { followAnswer } from '../lro/follow-answer.js';
import type { Answer } from '../transport/answer.js';
import { send } from '../transport/send.js';
import { refusalOf } from '../wire/arm-error.js';
import { openRunner } from './in-cluster/open-runner.js';
import { refusalFor } from './in-cluster/refusals.js';
import { runCommand } from './in-cluster/run-command.js';
import { withoutSecrets } from './in-cluster/without-secrets.js';
import type { PreparationRun } from './preparation-run.js';
import type { PreparationContext } from './steps/step-definition.js';
import type { CommandWrite, RequestWrite, StepWrite } from './steps/step-write.js';

/** What came of the one thing that a step sent; `pauseMs` is the pause that the answer asks for, in milliseconds. */
export type Performed =
  /** Azure accepted it; `problems` says why it failed afterwards, null where it did not, or is still at work. */
  | { readonly kind: 'accepted'; readonly problems: readonly ServiceProblem[] | null }
  /** What was asked for is there already. */
  | { readonly kind: 'already-there' }
  /** Something else has to end first. */
  | { readonly kind: 'again'; readonly refusal: ComputeTargetError; readonly pauseMs: number | null }
  | { readonly kind: 'refused'; readonly refusal: ComputeTargetError }
  /** No answer came, or one that leaves open whether it was carried out. */
  | { readonly kind: 'lost'; readonly pauseMs: number | null }
  | { readonly kind: 'command-refused'; readonly refusal: CommandRefusal };

/**
 * Announces one write, sends it once, and follows it as far as the run lasts.
 * @throws what the announcement throws; CredentialError; the signal's reason.
 */
export function performWrite(
  context: PreparationContext,
  run: PreparationRun,
  { write, deadlineMs }: { readonly write: StepWrite; readonly deadlineMs: number },
): Promise<Performed> {
  switch (write.kind) {
    case 'request':
      return performRequest(context, run, { write, deadlineMs });
    case 'command':
      return performCommand(context, run, write);
  }
}

async function performRequest(
  context: PreparationContext,
  run: PreparationRun,
  { write, deadlineMs }: { readonly write: RequestWrite; readonly deadlineMs: number },
): Promise<Performed> {
  const sent = await sendOnce(context, write);
  if (sent.kind === 'unsent') return { kind: sent.meaning, refusal: sent.refusal, pauseMs: null };
  const outcome = sent.kind === 'again' ? 'refused' : sent.kind;
  run.report({ kind: 'written', write: write.write, outcome, requestId: requestIdIn(sent) });
  if (sent.kind !== 'accepted') return sent;
  const { service, signal } = context;
  const follower = { ...service.workspace, endpoint: service.endpoint };
  const followed = await followAnswer(follower, sent.answer, {
    pace: write.pace,
    deadlineMs: Math.min(deadlineMs, run.deadlineMs),
    signal,
  });
  const isFailed = followed.kind === 'ended' && followed.state !== 'succeeded';
  return { kind: 'accepted', problems: isFailed ? followed.problems : null };
}

type Sent =
  | { readonly kind: 'accepted'; readonly answer: Answer }
  | { readonly kind: 'already-there'; readonly answer: Answer }
  | {
      readonly kind: 'again' | 'refused';
      readonly refusal: ComputeTargetError;
      readonly pauseMs: number | null;
    }
  | { readonly kind: 'lost'; readonly pauseMs: number | null };

/** What the body needs could not be read, so that nothing was sent. */
interface Unsent {
  readonly kind: 'unsent';
  readonly meaning: 'again' | 'refused';
  readonly refusal: ComputeTargetError;
}

function requestIdIn(sent: Sent): string | null {
  if ('answer' in sent) return sent.answer.requestId;
  return 'refusal' in sent ? sent.refusal.requestId : null;
}

async function sendOnce(
  { service, secrets, announce, signal }: PreparationContext,
  write: RequestWrite,
): Promise<Sent | Unsent> {
  const body = await bodyOrUnsent(write, { announce, signal });
  if (body.kind === 'unsent') return body;
  await announce(write.write);
  try {
    const { method, url } = write;
    const answer = await send(service.workspace, { method, url, body: body.body, signal });
    return meaningOf(write, answer.status < 300 ? answer : withoutSecrets(answer, secrets));
  } catch (error) {
    signal?.throwIfAborted();
    if (NetworkError.isInstance(error)) return { kind: 'lost', pauseMs: null };
    if (ThrottledError.isInstance(error)) return { kind: 'again', refusal: error, pauseMs: error.pauseMs };
    if (TimedOutError.isInstance(error)) return { kind: 'again', refusal: error, pauseMs: null };
    throw error;
  }
}

/** The body may need a read of its own, such as that of keys, which may be asked for again. */
async function bodyOrUnsent(
  write: RequestWrite,
  { announce, signal }: Pick<PreparationContext, 'announce' | 'signal'>,
): Promise<{ readonly kind: 'body'; readonly body: unknown } | Unsent> {
  try {
    return { kind: 'body', body: await write.body(announce) };
  } catch (error) {
    signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error) || error.code === 'credential') throw error;
    return { kind: 'unsent', meaning: error.retryable ? 'again' : 'refused', refusal: error };
  }
}

function meaningOf({ write, meaningOf: meaning }: RequestWrite, answer: Answer): Sent {
  if (answer.status < 300 && answer.body.kind !== 'unreadable') return { kind: 'accepted', answer };
  const pauseMs = answer.retryAfterMs;
  if (answer.status < 300 || answer.status >= 500) return { kind: 'lost', pauseMs };
  const refusal = refusalOf(answer, write.summary);
  if (refusal.code === 'credential' || refusal.service === null) throw refusal;
  const meant = meaning?.(refusal.service) ?? (answer.status === 409 ? 'again' : 'refused');
  if (meant === 'done') return { kind: 'already-there', answer };
  return { kind: meant === 'again' || answer.status === 429 ? 'again' : 'refused', refusal, pauseMs };
}

/** A command is sent once: what came of it is seen by looking again. */
async function performCommand(
  context: PreparationContext,
  run: PreparationRun,
  { write, command, isThere }: CommandWrite,
): Promise<Performed> {
  const opened = await openRunner(context.service, context.facts, context.signal);
  if (opened.kind === 'refused') return { kind: 'command-refused', refusal: opened.refusal };
  await context.announce(write);
  const outcome = await runCommand(opened.runner, command);
  const report = (result: 'accepted' | 'already-there' | 'refused' | 'lost'): void =>
    run.report({ kind: 'written', write, outcome: result, requestId: null });
  if (outcome.kind === 'refused') {
    const isLost = outcome.refusal.reason === 'lost' || outcome.refusal.reason === 'cut';
    report(isLost ? 'lost' : 'refused');
    const { refusal } = outcome;
    return isLost ? { kind: 'lost', pauseMs: refusal.pauseMs } : { kind: 'command-refused', refusal };
  }
  if (outcome.exitCode === 0) {
    report('accepted');
    return { kind: 'accepted', problems: null };
  }
  if (isThere(outcome.output)) {
    report('already-there');
    return { kind: 'already-there' };
  }
  report('refused');
  return { kind: 'command-refused', refusal: refusalFor('failed', outcome.output) };
}
