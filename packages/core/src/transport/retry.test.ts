import { describe, expect, it } from 'vitest';
import { answerOf, requestTo } from '../../test/plain-messages.js';
import { CredentialError } from '../errors/credential-error.js';
import type { Clock } from '../runtime/clock.js';
import { compose } from './compose.js';
import { withRetry } from './retry.js';
import { DEFAULT_RETRY } from './retry-decision.js';
import type { Transport, TransportAnswer } from './transport.js';

/** A clock that writes down what it was asked to sleep, and does not. */
function recordingClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => 0,
    monotonic: () => 0,
    sleep: async (delayMs, signal) => {
      signal?.throwIfAborted();
      slept.push(delayMs);
    },
  };
}

function scripted(
  ...outcomes: readonly (TransportAnswer | Error)[]
): Transport & { readonly calls: () => number } {
  let calls = 0;
  const transport: Transport = async () => {
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome === undefined) throw new Error('the script is over');
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return Object.assign(transport, { calls: () => calls });
}

const ok = (): TransportAnswer => answerOf({ body: '{}' });
const busy = (headers: Record<string, string> = {}): TransportAnswer =>
  answerOf({ body: 'busy', status: 503, headers });

describe('withRetry', () => {
  it('repeats a read after a passing failure, with growing pauses', async () => {
    const clock = recordingClock();
    const service = scripted(busy(), new TypeError('fetch failed'), ok());
    const transport = compose(service, withRetry(DEFAULT_RETRY, { clock, random: () => 1 }));
    expect((await transport(requestTo('https://x.example'))).status).toBe(200);
    expect(clock.slept).toEqual([1_000, 2_000]);
  });

  it('waits as long as the service asks, without jitter', async () => {
    const clock = recordingClock();
    const service = scripted(busy({ 'retry-after': '17' }), ok());
    await compose(
      service,
      withRetry(DEFAULT_RETRY, { clock, random: () => 0 }),
    )(requestTo('https://x.example'));
    expect(clock.slept).toEqual([17_000]);
  });

  it('passes the last answer on when it gives up', async () => {
    const clock = recordingClock();
    const service = scripted(busy(), busy(), busy(), busy());
    const transport = compose(service, withRetry(DEFAULT_RETRY, { clock, random: () => 0 }));
    expect((await transport(requestTo('https://x.example'))).body).toBe('busy');
    expect(service.calls()).toBe(4);
  });

  it('sends the body of a write again only when nothing was carried out', async () => {
    const write = requestTo('https://x.example', { method: 'PUT', body: '{}' });
    const policy = withRetry(DEFAULT_RETRY, { clock: recordingClock(), random: () => 0 });
    const throttled = scripted(answerOf({ status: 429 }), ok());
    expect((await compose(throttled, policy)(write)).status).toBe(200);
    const open = scripted(busy(), ok());
    expect((await compose(open, policy)(write)).status).toBe(503);
  });

  it('gives each try the time that the options allow', async () => {
    const given: number[] = [];
    const slow: Transport = async ({ timeoutMs }) => {
      given.push(timeoutMs);
      return busy();
    };
    const options = { ...DEFAULT_RETRY, maxTries: 2, tryTimeoutMs: 7_000 };
    const policy = withRetry(options, { clock: recordingClock(), random: () => 0 });
    await compose(slow, policy)(requestTo('https://x.example'));
    expect(given).toEqual([7_000, 7_000]);
  });

  it('passes the last failure on when it gives up', async () => {
    const last = new TypeError('the fourth');
    const lost = new TypeError('fetch failed');
    const transport = compose(
      scripted(lost, lost, lost, last),
      withRetry(DEFAULT_RETRY, { clock: recordingClock(), random: () => 0 }),
    );
    await expect(transport(requestTo('https://x.example'))).rejects.toBe(last);
  });

  it('does not repeat what failed before anything was sent', async () => {
    const clock = recordingClock();
    const missing = new CredentialError('no token', { hint: 'sign in' });
    const transport = compose(scripted(missing, ok()), withRetry(DEFAULT_RETRY, { clock, random: () => 0 }));
    await expect(transport(requestTo('https://x.example'))).rejects.toBe(missing);
    expect(clock.slept).toEqual([]);
  });

  it('ends with the reason of an abort during a pause', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const clock = recordingClock();
    const service: Transport = async () => {
      controller.abort(reason);
      return busy();
    };
    const transport = compose(service, withRetry(DEFAULT_RETRY, { clock, random: () => 0 }));
    await expect(transport(requestTo('https://x.example', { signal: controller.signal }))).rejects.toBe(
      reason,
    );
  });
});
