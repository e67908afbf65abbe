import { demoIds } from '@azureml-kubernetes/testkit';
import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../../test/connect-client.js';

const attach = { name: 'gpu', resource_id: demoIds.aksId };
const slow = { service: { provisioning: { attachMs: 120_000 } } };

describe('compute_wait', () => {
  it('waits until the compute is attached', async () => {
    const { call } = await connectClient();
    await call('compute_attach', attach);
    const { result } = await call('compute_wait', { name: 'gpu' });
    expect(result).toMatchObject({
      outcome: 'reached',
      state: 'Succeeded',
      until: 'attached',
      max_wait_seconds: 25,
    });
  });

  it('ends in time with a next step, as a normal result', async () => {
    const { call, clock } = await connectClient(slow);
    await call('compute_attach', attach);
    const before = clock.monotonic();
    const { isError, result } = await call('compute_wait', { name: 'gpu', max_wait_seconds: 7 });
    expect(isError).toBe(false);
    expect(result).toMatchObject({ outcome: 'timed_out', max_wait_seconds: 7, waited_seconds: 7 });
    expect(result['next_step']).toMatch(/compute_wait again/);
    expect(clock.monotonic() - before).toBe(7_000);
  });

  it('answers at once, with the state, when its server is about to stop', async () => {
    const stopping = new AbortController();
    const { call, clock } = await connectClient({ ...slow, stopping: stopping.signal });
    await call('compute_attach', attach);
    const before = clock.monotonic();
    void clock.sleep(10_000).then(() => stopping.abort());
    const { isError, result } = await call('compute_wait', { name: 'gpu', max_wait_seconds: 50 });
    expect(isError).toBe(false);
    expect(result).toMatchObject({ outcome: 'timed_out', state: 'InProgress', max_wait_seconds: 50 });
    expect(result['waited_seconds']).toBe((clock.monotonic() - before) / 1_000);
    expect(clock.monotonic() - before).toBeLessThanOrEqual(12_000);
  });

  it.each([25, 50])('ends at once, with the time, where Azure throttles past %i seconds', async (seconds) => {
    const { call, service, clock } = await connectClient(slow);
    await call('compute_attach', attach);
    const effect = { kind: 'error', status: 429, retryAfterSeconds: 300 } as const;
    service.control.faults.plan({ effect, times: -1 });
    const before = clock.monotonic();
    const { isError, result } = await call('compute_wait', { name: 'gpu', max_wait_seconds: seconds });
    expect(isError).toBe(true);
    expect(result).toMatchObject({ code: 'throttled', retryable: true });
    expect(result['hint']).toMatch(/^Wait (?:29\d|3\d\d) seconds/);
    expect(clock.monotonic() - before).toBeLessThan(3_000);
  });

  it('goes on where the pause that Azure asks for ends before the wait', async () => {
    const { call, service } = await connectClient();
    await call('compute_attach', attach);
    const effect = { kind: 'error', status: 429, retryAfterSeconds: 60 } as const;
    service.control.faults.plan({ effect, times: 1 });
    const { result } = await call(
      'compute_wait',
      { name: 'gpu', max_wait_seconds: 200 },
      { onprogress: () => {} },
    );
    expect(result).toMatchObject({ outcome: 'reached' });
  });

  it('caps a silent wait at 50 seconds, of which it looks for 45, and says so', async () => {
    const { call } = await connectClient(slow);
    await call('compute_attach', attach);
    const { result } = await call('compute_wait', { name: 'gpu', max_wait_seconds: 600 });
    expect(result).toMatchObject({ outcome: 'timed_out', max_wait_seconds: 50, waited_seconds: 45 });
  });

  it('caps a wait with progress at 240 seconds', async () => {
    const { call } = await connectClient({ service: { provisioning: { attachMs: 1_000_000 } } });
    await call('compute_attach', attach);
    const { result } = await call(
      'compute_wait',
      { name: 'gpu', max_wait_seconds: 600 },
      { onprogress: () => {} },
    );
    expect(result).toMatchObject({ outcome: 'timed_out', max_wait_seconds: 240 });
  });

  it('reports progress within every ten seconds and at each change, always rising', async () => {
    const { call } = await connectClient(slow);
    await call('compute_attach', attach);
    const seen: Progress[] = [];
    const { result } = await call(
      'compute_wait',
      { name: 'gpu', max_wait_seconds: 200 },
      { onprogress: (progress) => seen.push(progress) },
    );
    expect(result['outcome']).toBe('reached');
    const steps = seen.map(({ progress }) => progress);
    expect(steps.every((step, index) => index === 0 || step > (steps[index - 1] ?? 0))).toBe(true);
    const gaps = steps.map((step, index) => step - (steps[index - 1] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(10);
    expect(seen.length).toBeLessThanOrEqual(18);
    expect(seen.at(-1)?.message).toMatch(/gpu is Succeeded/);
  });

  it('gives the causes when the attach fails', async () => {
    const { call, service } = await connectClient();
    service.control.faults.plan({
      match: { method: 'PUT' },
      effect: { kind: 'fails', code: 'BadRequestFormat', message: 'no extension in the cluster' },
    });
    await call('compute_attach', attach);
    const { isError, result } = await call('compute_wait', { name: 'gpu', until: 'any' });
    expect(isError).toBe(false);
    expect(result).toMatchObject({ outcome: 'failed', state: 'Failed' });
    expect(JSON.stringify(result['untrusted'])).toContain('no extension in the cluster');
  });

  it('tells that there is nothing to wait for', async () => {
    const { call } = await connectClient();
    const { result } = await call('compute_wait', { name: 'nothing' });
    expect(result).toMatchObject({
      outcome: 'failed',
      state: 'Absent',
      next_step: expect.stringContaining('compute_attach'),
    });
  });

  it('follows what another caller started', async () => {
    const { call, service, clock } = await connectClient();
    await call('compute_attach', attach);
    const other = await connectClient({ beside: { service, clock } });
    const { result } = await other.call('compute_wait', { name: 'gpu' });
    expect(result).toMatchObject({ outcome: 'reached', state: 'Succeeded' });
  });

  it('stops asking when the call is canceled', async () => {
    const { call, service, clock } = await connectClient({
      service: { provisioning: { attachMs: 10_000_000 } },
    });
    await call('compute_attach', attach);
    const cancel = new AbortController();
    const waiting = call(
      'compute_wait',
      { name: 'gpu', max_wait_seconds: 240 },
      { signal: cancel.signal, onprogress: () => cancel.abort('enough') },
    );
    await expect(waiting).rejects.toThrow(/enough/);
    await expect.poll(() => clock.sleeping).toBe(0);
    const asked = service.control.requests.entries().length;
    await clock.advance(600_000);
    expect(service.control.requests.entries()).toHaveLength(asked);
  });
});
