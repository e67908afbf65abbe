import { ComputeTargetError } from '../errors/compute-target-error.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import type { Random } from '../runtime/random.js';
import type { Answer } from '../transport/answer.js';
import { type Sender, send } from '../transport/send.js';
import { requireTrustedUrl } from '../transport/trusted-url.js';
import { decodeOperationStatus } from '../wire/operation-status.js';
import { nextLookDelayMs, type Pace } from './schedule.js';

/** What it takes to follow an operation. */
export interface Follower extends Sender {
  readonly random: Random;
  /** Origin of Azure Resource Manager: nothing is followed elsewhere. */
  readonly endpoint: string;
}

/** How to follow an operation. */
export interface FollowOptions {
  readonly pace: Pace;
  /** Reading of the monotonic clock at which following ends; the operation itself goes on. */
  readonly deadlineMs: number;
  /** Follow `Location` once the operation has succeeded as well: a delete of a binding answers both. */
  readonly thenLocation?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of following an operation. */
export type Followed =
  | {
      readonly kind: 'ended';
      readonly state: 'succeeded' | 'failed' | 'canceled';
      readonly problems: readonly ServiceProblem[];
      /** The last answer; that of a `Location` is the result. */
      readonly answer: Answer;
    }
  /** There is nothing to follow (any more): the resource itself decides. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'timed-out' };

/** One look: null while the operation goes on. */
type Look = (answer: Answer) => Followed | null;

/**
 * Follows a write of any resource by what its answer names: `Azure-AsyncOperation` until its status ends, else
 * `Location` until it no longer answers 202. An answer that names neither, or leads to another origin, leaves the
 * resource to decide; nothing is ever sent to another origin.
 *
 * @throws CredentialError; the signal's reason.
 */
export async function followAnswer(
  follower: Follower,
  answer: Answer,
  options: FollowOptions,
): Promise<Followed> {
  const status = trustedOrNull(answer.operationUrl, follower.endpoint);
  const location = trustedOrNull(answer.location, follower.endpoint);
  if (status === null)
    return location === null
      ? { kind: 'lost' }
      : pollUntilEnd(follower, location, { ...options, look: readLocation });
  const ended = await pollUntilEnd(follower, status, { ...options, look: readStatus });
  const isDone = ended.kind === 'ended' && ended.state === 'succeeded';
  if (!isDone || options.thenLocation !== true || location === null) return ended;
  return pollUntilEnd(follower, location, { ...options, look: readLocation });
}

function trustedOrNull(url: string | null, endpoint: string): string | null {
  if (url === null) return null;
  try {
    return requireTrustedUrl(url, endpoint, 'operation URL');
  } catch {
    return null;
  }
}

async function pollUntilEnd(
  follower: Follower,
  url: string,
  { look, pace, deadlineMs, signal }: FollowOptions & { readonly look: Look },
): Promise<Followed> {
  const { clock, random } = follower;
  for (let count = 1, hintMs: number | null = null; ; count += 1) {
    const delayMs = nextLookDelayMs({ count, hintMs }, pace, random);
    if (clock.monotonic() + delayMs > deadlineMs) return { kind: 'timed-out' };
    await clock.sleep(delayMs, signal);
    const answer = await lookOnce(follower, url, signal);
    if (answer === 'lost') return { kind: 'lost' };
    hintMs = answer?.retryAfterMs ?? null;
    const ended = answer === null ? null : look(answer);
    if (ended !== null) return ended;
  }
}

/** Null for a look that failed for now; `lost` for one that can never succeed. */
async function lookOnce(
  follower: Follower,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Answer | 'lost' | null> {
  try {
    const answer = await send(follower, { method: 'GET', url, signal });
    if (answer.status < 300) return answer;
    return answer.status === 429 || answer.status >= 500 ? null : 'lost';
  } catch (error) {
    signal?.throwIfAborted();
    if (!ComputeTargetError.isInstance(error) || error.code === 'credential') throw error;
    return error.retryable ? null : 'lost';
  }
}

function readLocation(answer: Answer): Followed | null {
  return answer.status === 202 ? null : { kind: 'ended', state: 'succeeded', problems: [], answer };
}

function readStatus(answer: Answer): Followed | null {
  const decoded = decodeOperationStatus(answer.body.kind === 'json' ? answer.body.value : undefined);
  if (decoded.kind === 'unreadable') return { kind: 'lost' };
  const { state } = decoded.lifecycle;
  if (state !== 'succeeded' && state !== 'failed' && state !== 'canceled') return null;
  return { kind: 'ended', state, problems: decoded.problems, answer };
}
