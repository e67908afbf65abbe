import { describe, expect, it } from 'vitest';
import { CredentialError } from '../errors/credential-error.js';
import type { Clock } from '../runtime/clock.js';
import { compose } from './compose.js';
import { withRetry } from './retry.js';
import { DEFAULT_RETRY } from './retry-decision.js';
import type { Transport } from './transport.js';

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

function scripted(...outcomes: readonly (Response | Error)[]): Transport & { readonly calls: () => number } {
  let calls = 0;
  const transport: Transport = async (request) => {
    await request.text();
    const outcome = outcomes[calls];
    calls += 1;
    if (outcome instanceof Response) return outcome;
    throw outcome ?? new Error('the script is over');
  };
  return Object.assign(transport, { calls: () => calls });
}

const ok = (): Response => new Response('{}');
const busy = (headers: Record<string, string> = {}): Response =>
  new Response('busy', { status: 503, headers });

describe('withRetry', () => {
  it('repeats a read after a passing failure, with growing pauses', async () => {
    const clock = recordingClock();
    const service = scripted(busy(), new TypeError('fetch failed'), ok());
    const transport = compose(service, withRetry(DEFAULT_RETRY, { clock, random: () => 1 }));
    expect((await transport(new Request('https://x.example'))).status).toBe(200);
    expect(clock.slept).toEqual([1_000, 2_000]);
  });

  it('waits as long as the service asks, without jitter', async () => {
    const clock = recordingClock();
    const service = scripted(busy({ 'retry-after': '17' }), ok());
    await compose(
      service,
      withRetry(DEFAULT_RETRY, { clock, random: () => 0 }),
    )(new Request('https://x.example'));
    expect(clock.slept).toEqual([17_000]);
  });

  it('passes the last answer on when it gives up', async () => {
    const clock = recordingClock();
    const service = scripted(busy(), busy(), busy(), busy());
    const transport = compose(service, withRetry(DEFAULT_RETRY, { clock, random: () => 0 }));
    expect(await (await transport(new Request('https://x.example'))).text()).toBe('busy');
    expect(service.calls()).toBe(4);
  });

  it('sends the body of a write again only when nothing was carried out', async () => {
    const write = (): Request => new Request('https://x.example', { method: 'PUT', body: '{}' });
    const policy = withRetry(DEFAULT_RETRY, { clock: recordingClock(), random: () => 0 });
    const throttled = scripted(new Response('', { status: 429 }), ok());
    expect((await compose(throttled, policy)(write())).status).toBe(200);
    const open = scripted(busy(), ok());
    expect((await compose(open, policy)(write())).status).toBe(503);
  });

  it('lets go of the connection of an answer that it does not pass on', async () => {
    const canceled: unknown[] = [];
    const body = new ReadableStream({ cancel: (reason) => void canceled.push(reason) });
    const transport = compose(
      scripted(new Response(body, { status: 503 }), new Response(null, { status: 503 }), ok()),
      withRetry(DEFAULT_RETRY, { clock: recordingClock(), random: () => 0 }),
    );
    expect((await transport(new Request('https://x.example'))).status).toBe(200);
    expect(canceled).toHaveLength(1);
  });

  it('passes the last failure on when it gives up', async () => {
    const last = new TypeError('the fourth');
    const lost = new TypeError('fetch failed');
    const transport = compose(
      scripted(lost, lost, lost, last),
      withRetry(DEFAULT_RETRY, { clock: recordingClock(), random: () => 0 }),
    );
    await expect(transport(new Request('https://x.example'))).rejects.toBe(last);
  });

  it('does not repeat what failed before anything was sent', async () => {
    const clock = recordingClock();
    const missing = new CredentialError('no token', { hint: 'sign in' });
    const transport = compose(scripted(missing, ok()), withRetry(DEFAULT_RETRY, { clock, random: () => 0 }));
    await expect(transport(new Request('https://x.example'))).rejects.toBe(missing);
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
    await expect(transport(new Request('https://x.example', { signal: controller.signal }))).rejects.toBe(
      reason,
    );
  });
});
