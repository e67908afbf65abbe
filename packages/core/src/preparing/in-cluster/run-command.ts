import type { ClusterId } from '../../domain/ids/resource-ids.js';
import { KnownSecrets } from '../../domain/known-secrets.js';
import type { CommandRefusal } from '../../domain/preparing/cluster-evidence.js';
import type { Secret } from '../../domain/secret.js';
import { NetworkError } from '../../errors/network-error.js';
import { ThrottledError } from '../../errors/throttled-error.js';
import { TimedOutError } from '../../errors/timed-out-error.js';
import { type Follower, followAnswer } from '../../lro/follow-answer.js';
import type { Pace } from '../../lro/schedule.js';
import type { NonceSource } from '../../runtime/nonce.js';
import type { Answer } from '../../transport/answer.js';
import { send, timeLeftOf } from '../../transport/send.js';
import { API_VERSIONS } from '../../wire/api-versions.js';
import { refusalOf } from '../../wire/arm-error.js';
import { decodeCommandResult } from '../../wire/commands/decode-command-result.js';
import { encodeRunCommand } from '../../wire/commands/encode-run-command.js';
import { framed, unframed } from './marks.js';
import { refusalFor, refusalOfAnswer, throttledRefusal } from './refusals.js';
import { withoutSecrets } from './without-secrets.js';

/** How commands reach one cluster. */
export interface CommandRunner extends Follower {
  readonly resourceId: ClusterId;
  /** Null where the cluster asks for none. */
  readonly clusterToken: Secret | null;
  readonly nonce: NonceSource;
  readonly signal?: AbortSignal | undefined;
}

/** What came of a command. */
export type CommandOutcome =
  | { readonly kind: 'ran'; readonly exitCode: number; readonly output: string }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal };

/** Commands end within seconds; their result is looked for within five minutes, as Azure's own client does. */
const PACE: Pace = { minDelayMs: 1_000, maxDelayMs: 5_000, growth: 2 };
const RESULT_WITHIN_MS = 5 * 60_000;
/** A pod that did not start is worth one more try after this pause. */
const START_AGAIN_AFTER_MS = 30_000;

/**
 * Runs one command in an AKS cluster. It is sent once: where its answer is lost it may have run, so that only the world
 * tells. Azure's word that the pod never started is the exception, and gets one more try.
 *
 * @throws CredentialError; the signal's reason.
 */
export async function runCommand(runner: CommandRunner, command: string): Promise<CommandOutcome> {
  const first = await runOnce(runner, command);
  if (first.kind === 'ran' || first.refusal.reason !== 'not-started') return first;
  if (timeLeftOf(runner) <= START_AGAIN_AFTER_MS) return first;
  await runner.clock.sleep(START_AGAIN_AFTER_MS, runner.signal);
  return runOnce(runner, command);
}

async function runOnce(runner: CommandRunner, command: string): Promise<CommandOutcome> {
  const nonce = runner.nonce();
  const accepted = await post(runner, framed(command, nonce));
  if ('refusal' in accepted) return accepted;
  const { clock, signal } = runner;
  const deadlineMs = clock.monotonic() + Math.min(RESULT_WITHIN_MS, timeLeftOf(runner));
  const followed = await followAnswer(runner, accepted.answer, { pace: PACE, deadlineMs, signal });
  return followed.kind === 'ended'
    ? readResult(withoutSecrets(followed.answer, secretsOf(runner)), nonce)
    : refused(refusalFor('lost'));
}

async function post(
  runner: CommandRunner,
  text: string,
): Promise<{ readonly answer: Answer } | (CommandOutcome & { readonly kind: 'refused' })> {
  const { endpoint, resourceId, clusterToken, signal } = runner;
  const url = `${endpoint}${resourceId}/runCommand?api-version=${API_VERSIONS.containerService}`;
  try {
    const answer = await send(runner, {
      method: 'POST',
      url,
      body: encodeRunCommand(text, clusterToken),
      signal,
    });
    if (answer.status < 300) return { answer };
    const refusal = refusalOf(withoutSecrets(answer, secretsOf(runner)), 'the command');
    const { retryAfterMs } = answer;
    if (answer.status >= 500 && refusal.service?.code === null)
      return refused({ ...refusalFor('lost'), pauseMs: retryAfterMs });
    if (refusal.service === null || answer.status === 401) throw refusal;
    if (answer.status === 429) return refused(throttledRefusal(refusal, retryAfterMs));
    return refused(refusalOfAnswer(refusal.service));
  } catch (error) {
    signal?.throwIfAborted();
    if (NetworkError.isInstance(error)) return refused(refusalFor('lost'));
    if (ThrottledError.isInstance(error)) return refused(throttledRefusal(error, error.pauseMs));
    if (TimedOutError.isInstance(error)) return refused(refusalFor('no-time-left'));
    throw error;
  }
}

function secretsOf({ clusterToken }: CommandRunner): KnownSecrets {
  return new KnownSecrets(clusterToken === null ? [] : [clusterToken]);
}

function readResult({ body }: Answer, nonce: string): CommandOutcome {
  const result = body.kind === 'json' ? decodeCommandResult(body.value) : null;
  if (result === null) return refused(refusalFor('unreadable'));
  if (result.kind === 'not-run') return refused(refusalFor('not-run', result.reason));
  const found = unframed(result.logs, nonce);
  if (found.kind === 'cut') return refused(refusalFor('cut'));
  return { kind: 'ran', exitCode: found.exitCode, output: found.output };
}

function refused(refusal: CommandRefusal): CommandOutcome & { readonly kind: 'refused' } {
  return { kind: 'refused', refusal };
}
