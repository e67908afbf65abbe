import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { ErrorCode } from '../errors/error-code.js';
import { NetworkError } from '../errors/network-error.js';
import type { Random } from '../runtime/random.js';
import type { Answer } from '../transport/answer.js';
import { DEFAULT_RETRY, retryDelayMs } from '../transport/retry-decision.js';
import { type ArmRequest, type Sender, send } from '../transport/send.js';
import { refusalOf } from '../wire/arm-error.js';

/** A PUT or DELETE, and how to find out whether it took effect. */
export interface Write {
  readonly request: ArmRequest;
  /** For error messages, such as `attach of gpu`. */
  readonly action: string;
  /** Statuses from 300 on that are answers, not refusals, such as 404 to a DELETE. */
  readonly accepts?: readonly number[];
  /**
   * Reads the resource: `applied` when the write's effect is there, `absent` when it is not and may be tried again;
   * throws a refusal when it must not.
   */
  readonly resolveUnknown: () => Promise<'applied' | 'absent'>;
}

/** An answer of the service, or the knowledge, from reading, that the effect is there. */
export type Started = { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'resolved' };

/** Sends writes, and draws the pauses between their tries. */
export interface Starter extends Sender {
  readonly random: Random;
}

type Sent =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly error: unknown };

/**
 * Sends a write whose answer may be lost. After a lost answer or a 5xx the write may or may not have been carried
 * out, so the resource is read, after a pause in which the effect can show: only where it is not there is the write
 * sent again, and nothing comes between that read and the sending. A 409 is never sent again, but read in the same way:
 * someone else, or a lost try of ours, may have done just this a moment before.
 *
 * @throws the typed error of a refusal; NetworkError when no answer came and the effect is not there, or cannot be seen.
 */
export async function startWrite(starter: Starter, write: Write): Promise<Started> {
  for (let tries = 1; ; tries += 1) {
    const sent = await trySend(starter, write.request);
    if (sent.kind === 'answered' && isAccepted(sent.answer, write)) return sent;
    if (!isUndecided(sent) && !isConflict(sent)) throw errorOf(sent, write.action);
    if (isUndecided(sent) || tries > 1)
      await starter.clock.sleep(pauseMs(sent, tries, starter.random), write.request.signal);
    if ((await resolve(write, sent)) === 'applied') return { kind: 'resolved' };
    if (isConflict(sent) || tries >= DEFAULT_RETRY.maxTries) throw errorOf(sent, write.action);
  }
}

/** Where a fault or a refusal hides the effect, its absence is not known, so that nothing may be sent again. */
async function resolve(
  { resolveUnknown, action, request }: Write,
  sent: Sent,
): Promise<'applied' | 'absent'> {
  try {
    return await resolveUnknown();
  } catch (error) {
    request.signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error) || REFUSAL_CODES.includes(error.code)) throw error;
    throw isConflict(sent) ? errorOf(sent, action) : outcomeUnknown(action, error);
  }
}

/** Codes with which `resolveUnknown` says that the write must not be sent again, not that the read failed. */
const REFUSAL_CODES: readonly ErrorCode[] = ['conflict', 'unsupported-operation'];

function outcomeUnknown(action: string, cause: ComputeTargetError): NetworkError {
  const { message, retryable, hint } = cause;
  return new NetworkError(`${action} may have been carried out or not: ${message}`, {
    hint: retryable
      ? 'Read the compute before anything else; the same call again finds what is there already'
      : `${hint}; then read the compute before anything else`,
    retryable,
    cause,
  });
}

async function trySend(starter: Starter, request: ArmRequest): Promise<Sent> {
  try {
    return { kind: 'answered', answer: await send(starter, request) };
  } catch (error) {
    if (NetworkError.isInstance(error)) return { kind: 'lost', error };
    throw error;
  }
}

function isAccepted(answer: Answer, { accepts = [] }: Write): boolean {
  return (answer.status < 300 && !isUnreadable(answer)) || accepts.includes(answer.status);
}

/** A success that is not JSON may come from a gateway which never passed the write on. */
function isUnreadable({ status, body }: Answer): boolean {
  return status < 300 && body.kind === 'unreadable';
}

function isUndecided(sent: Sent): boolean {
  return sent.kind === 'lost' || sent.answer.status >= 500 || isUnreadable(sent.answer);
}

function isConflict(sent: Sent): boolean {
  return sent.kind === 'answered' && sent.answer.status === 409;
}

function errorOf(sent: Sent, action: string): unknown {
  return sent.kind === 'lost' ? sent.error : refusalOf(sent.answer, action);
}

function pauseMs(sent: Sent, tries: number, random: Random): number {
  const hintMs = sent.kind === 'answered' ? sent.answer.retryAfterMs : null;
  return retryDelayMs(tries + 1, hintMs, { options: DEFAULT_RETRY, random });
}
