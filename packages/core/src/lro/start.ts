import { ComputeTargetError } from '../errors/compute-target-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { Random } from '../runtime/random.js';
import type { Answer } from '../transport/answer.js';
import { DEFAULT_RETRY, retryDelayMs } from '../transport/retry-decision.js';
import { type ArmRequest, type Sender, send, type TimeLeft, timeLeftOf } from '../transport/send.js';
import { refusalOf } from '../wire/arm-error.js';

/** A PUT or DELETE, and how to find out whether it took effect. */
export interface Write {
  readonly request: ArmRequest;
  /** For error messages, such as `attach of gpu`. */
  readonly action: string;
  /** Statuses from 300 on that are answers, not refusals, such as 404 to a DELETE. */
  readonly accepts?: readonly number[];
  /** Reads the resource to find out what became of a write whose answer does not tell. */
  readonly resolveUnknown: () => Promise<Resolution>;
}

/** What a read tells of a write: its effect is there; it is not, so the write may be sent again; it must not be. */
export type Resolution =
  | { readonly kind: 'applied' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'refused'; readonly error: ComputeTargetError };

/** An answer of the service, or the knowledge, from reading, that the effect is there. */
export type Started = { readonly kind: 'answered'; readonly answer: Answer } | { readonly kind: 'resolved' };

/** Sends writes, and draws the pauses between their tries. */
export interface Starter extends Sender {
  readonly random: Random;
}

/** Time that is kept for finding out what became of a write. */
const SETTLING_MS = 6_000;

type Sent =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'lost'; readonly error: unknown };

/**
 * Sends a write whose answer may be lost.
 *
 * 1. Send it. A success or an accepted status is the end; so is a refusal below 500 other than 409.
 * 2. After a lost answer, a 5xx or a success that is not JSON, pause so that the effect can show, then read the resource.
 * 3. Send again only where the read shows that the effect is absent, right after that read.
 * 4. After a 409 read as well, since a lost try or another caller may have done just this; but never send again.
 *
 * @throws the typed error of a refusal, or the one that the resource's state asks for.
 * @throws NetworkError when no answer came and the effect is not there, or cannot be seen.
 */
export async function startWrite(starter: Starter, write: Write): Promise<Started> {
  for (let tries = 1; ; tries += 1) {
    const sent = await trySend({ ...starter, timeLeftMs: timeToSend(starter) }, write.request);
    if (sent.kind === 'answered' && isAccepted(sent.answer, write)) return sent;
    if (!isUndecided(sent) && !isConflict(sent)) throw errorOf(sent, write.action);
    if (isUndecided(sent) || tries > 1) await pause(starter, { sent, tries }, write.request.signal);
    const resolution = await resolve(write, sent);
    if (resolution.kind === 'applied') return { kind: 'resolved' };
    if (resolution.kind === 'refused') throw resolution.error;
    if (isConflict(sent) || tries >= DEFAULT_RETRY.maxTries) throw errorOf(sent, write.action);
  }
}

/** Where a read fails, the absence of the effect is not known, so that nothing may be sent again. */
async function resolve({ resolveUnknown, action, request }: Write, sent: Sent): Promise<Resolution> {
  try {
    return await resolveUnknown();
  } catch (error) {
    request.signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error)) throw error;
    throw isConflict(sent) ? errorOf(sent, action) : outcomeUnknown(action, error);
  }
}

function outcomeUnknown(action: string, cause: ComputeTargetError): NetworkError {
  const { summary, retryable, hint, service, quoted } = cause;
  return new NetworkError(`${action} may have been carried out or not: ${summary}`, {
    hint: retryable
      ? 'Read the compute before anything else; the same call again finds what is there already'
      : `${hint}; then read the compute before anything else`,
    retryable,
    service,
    quoted,
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

/** A write leaves time to read what became of it. */
function timeToSend({ timeLeftMs }: Starter): TimeLeft | undefined {
  return timeLeftMs && (() => timeLeftMs() - SETTLING_MS);
}

/** Pauses as long as asked for, but never so long that no time is left for the read after it. */
async function pause(
  starter: Starter,
  { sent, tries }: { readonly sent: Sent; readonly tries: number },
  signal: AbortSignal | undefined,
): Promise<void> {
  const { clock, random } = starter;
  const hintMs = sent.kind === 'answered' ? sent.answer.retryAfterMs : null;
  const pauseMs = retryDelayMs(tries + 1, hintMs, { options: DEFAULT_RETRY, random });
  const mostMs = timeLeftOf(starter) - SETTLING_MS / 2;
  await clock.sleep(Math.max(Math.min(pauseMs, mostMs), 0), signal);
}
