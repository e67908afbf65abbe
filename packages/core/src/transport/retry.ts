import { ComputeTargetError } from '../errors/compute-target-error.js';
import { TimedOutError } from '../errors/timed-out-error.js';
import type { Clock } from '../runtime/clock.js';
import type { Random } from '../runtime/random.js';
import { retryAfterMs } from './response-headers.js';
import { mayRetry, type RetryOptions, retryDelayMs, type TryOutcome } from './retry-decision.js';
import type { Policy, Transport, TransportAnswer, TransportRequest } from './transport.js';

/** What a retry needs beside its options. */
export interface RetryRuntime {
  readonly clock: Clock;
  readonly random: Random;
}

type Try = { readonly answer: TransportAnswer } | { readonly error: unknown };

/**
 * Repeats a request as `retry-decision` allows, each try with the time that the options give it; the last answer or
 * failure is passed on as it is. So it is where a pause would last longer than the request may take.
 * @throws TimedOutError when no time is left to send it at all.
 */
export function withRetry(options: RetryOptions, { clock, random }: RetryRuntime): Policy {
  return (next) => async (request) => {
    const { method, signal, timeLeftMs = Number.POSITIVE_INFINITY } = request;
    if (timeLeftMs <= 0) throw noTimeLeft(request);
    const endsAt = clock.monotonic() + timeLeftMs;
    for (let tries = 1; ; tries += 1) {
      const leftMs = Math.ceil(endsAt - clock.monotonic());
      const timeoutMs = Math.min(options.tryTimeoutMs, leftMs);
      const result = await attempt(next, { ...request, timeoutMs, timeLeftMs: leftMs });
      const outcome = classify(result, clock);
      if (tries >= options.maxTries || !mayRetry(method, outcome)) return settle(result);
      const hintMs = outcome.kind === 'answer' ? outcome.retryAfterMs : null;
      const pauseMs = retryDelayMs(tries + 1, hintMs, { options, random });
      if (clock.monotonic() + pauseMs >= endsAt) return settle(result);
      await clock.sleep(pauseMs, signal);
    }
  };
}

function noTimeLeft({ method }: TransportRequest): TimedOutError {
  return new TimedOutError(`no time was left to send a ${method}`, {
    hint: 'Azure Resource Manager answers slowly: try again later',
    retryable: true,
  });
}

async function attempt(next: Transport, request: TransportRequest): Promise<Try> {
  try {
    return { answer: await next(request) };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (isFinal(error)) throw error;
    return { error };
  }
}

/** A missing token or a refused URL is no lost answer: nothing was sent, and the next try would end the same way. */
function isFinal(error: unknown): boolean {
  return ComputeTargetError.isInstance(error) && error.code !== 'network';
}

function classify(result: Try, clock: Clock): TryOutcome {
  if (!('answer' in result)) return { kind: 'no-answer' };
  const { status, headers } = result.answer;
  return { kind: 'answer', status, retryAfterMs: retryAfterMs(headers, clock.now()) };
}

function settle(result: Try): TransportAnswer {
  if ('answer' in result) return result.answer;
  throw result.error;
}
