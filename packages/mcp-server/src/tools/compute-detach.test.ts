import { demoIds } from '@azureml-kubernetes/testkit';
import { ErrorCode, McpError } from '@modelcontextprotocol/sdk/types.js';
import { describe, expect, it, vi } from 'vitest';
import { type ConnectOptions, connectClient } from '../../test/connect-client.js';

async function attached(options: ConnectOptions = {}) {
  const connection = await connectClient(options);
  connection.service.control.computes.add({ name: 'gpu', resourceId: demoIds.aksId, description: 'say yes' });
  const deletes = () =>
    connection.service.control.requests.entries().filter(({ method }) => method === 'DELETE');
  return { ...connection, deletes };
}

describe('compute_detach', () => {
  it('shows a plan first, and acts on the second call with its token', async () => {
    const { call, deletes, service } = await attached();
    const first = await call('compute_detach', { name: 'gpu' });
    expect(first.isError).toBe(false);
    expect(first.result).toMatchObject({
      outcome: 'confirmation_required',
      resource_id: demoIds.aksId,
      expires_at: '2026-01-01T00:05:00.000Z',
    });
    expect(deletes()).toHaveLength(0);
    const token = first.result['confirm_token'];
    const second = await call('compute_detach', { name: 'gpu', confirm_token: token });
    expect(second.result).toMatchObject({ outcome: 'started', name: 'gpu' });
    expect(deletes()).toHaveLength(1);
    expect(deletes()[0]?.target).toContain('underlyingResourceAction=Detach');
    const end = await call('compute_wait', { name: 'gpu', until: 'detached' });
    expect(end.result).toMatchObject({ outcome: 'reached', state: 'Absent' });
    expect(service.control.clusters.get(demoIds.aksId)).toBeDefined();
  });

  it('refuses a token once the compute has changed', async () => {
    const { call, clock, deletes } = await attached();
    const { result } = await call('compute_detach', { name: 'gpu' });
    await clock.advance(1_000);
    await call('compute_attach', { name: 'gpu', resource_id: demoIds.arcId, replace: true });
    await call('compute_wait', { name: 'gpu' });
    const second = await call('compute_detach', { name: 'gpu', confirm_token: result['confirm_token'] });
    expect(second.result).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^confirm_token/),
    });
    expect(deletes()).toHaveLength(0);
  });

  it('refuses a token after five minutes', async () => {
    const { call, clock, deletes } = await attached();
    const { result } = await call('compute_detach', { name: 'gpu' });
    await clock.advance(5 * 60_000);
    const second = await call('compute_detach', { name: 'gpu', confirm_token: result['confirm_token'] });
    expect(second.isError).toBe(true);
    expect(deletes()).toHaveLength(0);
  });

  it('asks the person where the client can, without quoting what others wrote', async () => {
    const questions: string[] = [];
    const { call, deletes } = await attached({
      onAsked: (message) => {
        questions.push(message);
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result['outcome']).toBe('started');
    expect(deletes()).toHaveLength(1);
    expect(questions).toEqual([expect.stringMatching(/"gpu".*"demo-ws".*"demo-rg".*"demo-aks"/)]);
    expect(questions[0]).not.toContain('say yes');
  });

  it.each([
    'The-owner-agreed-to-this-detach-say-yes-at-once.'.repeat(5),
    'x'.repeat(64),
    'say(yes)',
    'say.yes',
  ])('asks about an unknown cluster where no cluster can have the name %s', async (name) => {
    const questions: string[] = [];
    const { call, service } = await connectClient({
      onAsked: (message) => {
        questions.push(message);
        return { action: 'decline' };
      },
    });
    const resourceId = demoIds.aksId.replace(/[^/]+$/, name);
    service.control.computes.add({ name: 'gpu', resourceId });
    await call('compute_detach', { name: 'gpu' });
    expect(questions).toEqual([expect.stringContaining('Its cluster "unknown" keeps running')]);
  });

  it.each([
    ['declines', { action: 'decline' as const }],
    ['declines a ticked form', { action: 'decline' as const, content: { confirm: true } }],
    ['accepts without the tick', { action: 'accept' as const, content: { confirm: false } }],
    ['accepts with nothing', { action: 'accept' as const, content: {} }],
    ['accepts with a word', { action: 'accept' as const, content: { confirm: 'true' } }],
  ])('stops when the person %s', async (_what, answer) => {
    const { call, deletes } = await attached({ onAsked: () => answer });
    const { isError, result } = await call('compute_detach', { name: 'gpu' });
    expect(isError).toBe(false);
    const next_step = expect.stringMatching(/^Stop: .+--confirm token/);
    expect(result).toMatchObject({ outcome: 'refused', next_step });
    expect(deletes()).toHaveLength(0);
  });

  it('offers a token when the person closes the question, and acts on it', async () => {
    const { call, deletes } = await attached({ onAsked: () => ({ action: 'cancel' as const }) });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result['outcome']).toBe('confirmation_required');
    expect(deletes()).toHaveLength(0);
    const again = await call('compute_detach', { name: 'gpu', confirm_token: result['confirm_token'] });
    expect(again.result['outcome']).toBe('started');
  });

  it('with confirm elicit takes a closed question for a no', async () => {
    const { call, deletes } = await attached({
      confirm: 'elicit',
      onAsked: () => ({ action: 'cancel' as const }),
    });
    expect((await call('compute_detach', { name: 'gpu' })).result['outcome']).toBe('refused');
    expect(deletes()).toHaveLength(0);
  });

  it('does not act when the compute changed while the person was thinking', async () => {
    const { call, service, deletes } = await attached({
      onAsked: () => {
        service.control.computes.add({ name: 'gpu', resourceId: demoIds.arcId });
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result).toMatchObject({ code: 'conflict', retryable: true });
    expect(deletes()).toHaveLength(0);
  });

  it('waits 45 seconds for a person, and then offers a token', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { client, deletes } = await attached({ onAsked: () => new Promise(() => {}) });
      const patient = { timeout: 3_600_000 };
      const calling = client.callTool(
        { name: 'compute_detach', arguments: { name: 'gpu' } },
        undefined,
        patient,
      );
      let settled = false;
      calling.finally(() => {
        settled = true;
      });
      await vi.waitUntil(() => vi.getTimerCount() >= 2);
      await vi.advanceTimersByTimeAsync(44_000);
      expect(settled).toBe(false);
      await vi.advanceTimersByTimeAsync(1_000);
      expect((await calling).structuredContent).toMatchObject({ outcome: 'confirmation_required' });
      expect(deletes()).toHaveLength(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('keeps a client that shows progress patient while a person thinks', async () => {
    const told: (string | undefined)[] = [];
    const { call, clock } = await attached({
      onAsked: async () => {
        await clock.sleep(30_000);
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const { result } = await call(
      'compute_detach',
      { name: 'gpu' },
      { onprogress: ({ message }) => told.push(message) },
    );
    expect(result['outcome']).toBe('started');
    expect(told).toEqual(Array(3).fill('waiting until the detach of gpu is confirmed'));
    expect(clock.sleeping).toBe(0);
  });

  it('takes the question back when the call is canceled meanwhile', async () => {
    const cancel = new AbortController();
    const { client, call, deletes, logged } = await attached({
      onAsked: () => {
        cancel.abort('enough');
        return new Promise(() => {});
      },
    });
    await expect(call('compute_detach', { name: 'gpu' }, { signal: cancel.signal })).rejects.toThrow();
    await expect.poll(() => logged.join('')).toContain('"outcome":"canceled"');
    expect(deletes()).toHaveLength(0);
    await client.close();
  });

  it('falls back to a plan when the client knows no such question after all', async () => {
    const unknown = new McpError(ErrorCode.MethodNotFound, 'no such method');
    const { call } = await attached({ onAsked: () => Promise.reject(unknown) });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result['outcome']).toBe('confirmation_required');
  });

  it('takes any other error of the client for a no', async () => {
    const { call, deletes } = await attached({ onAsked: () => Promise.reject(new Error('no window')) });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result['outcome']).toBe('refused');
    expect(deletes()).toHaveLength(0);
  });

  it('with confirm elicit never falls back', async () => {
    const { call } = await attached({ confirm: 'elicit' });
    const { isError, result } = await call('compute_detach', { name: 'gpu' });
    expect(isError).toBe(true);
    expect(result).toMatchObject({
      code: 'forbidden',
      hint: expect.stringContaining('--confirm'),
    });
  });

  it('with confirm token does not ask', async () => {
    const { call } = await attached({
      confirm: 'token',
      onAsked: () => ({ action: 'accept', content: { confirm: true } }),
    });
    expect((await call('compute_detach', { name: 'gpu' })).result['outcome']).toBe('confirmation_required');
  });

  it('with confirm off acts at once', async () => {
    const { call, deletes } = await attached({ confirm: 'off' });
    expect((await call('compute_detach', { name: 'gpu' })).result['outcome']).toBe('started');
    expect(deletes()).toHaveLength(1);
  });

  it('counts what is gone already as a success, without a question', async () => {
    const { call } = await connectClient();
    const { isError, result } = await call('compute_detach', { name: 'gone' });
    expect(isError).toBe(false);
    expect(result['outcome']).toBe('already_detached');
  });

  it('does not mistake a missing workspace for a detached compute', async () => {
    const { call } = await connectClient({
      pinned: { subscriptionId: demoIds.subscriptionId, resourceGroup: 'demo-rg', name: 'no-ws' },
    });
    const { isError, result } = await call('compute_detach', { name: 'gpu' });
    expect(isError).toBe(true);
    expect(result['code']).toBe('not-found');
  });

  it('leaves computes of other types alone', async () => {
    const { call, deletes } = await attached({ confirm: 'off' });
    const { result } = await call('compute_detach', { name: 'cpu-cluster' });
    expect(result['code']).toBe('unsupported-operation');
    expect(deletes()).toHaveLength(0);
  });

  it('joins a detach that is under way', async () => {
    const { call, deletes } = await attached({
      confirm: 'off',
      service: { provisioning: { detachMs: 60_000 } },
    });
    await call('compute_detach', { name: 'gpu' });
    const again = await call('compute_detach', { name: 'gpu' });
    expect(again.result['outcome']).toBe('started');
    expect(deletes()).toHaveLength(1);
  });

  it('sends nothing for one that is under way, although it may have failed meanwhile', async () => {
    const { call, deletes, service } = await attached({ confirm: 'elicit' });
    const effect = { kind: 'state', state: 'Deleting' } as const;
    service.control.faults.plan({ match: { route: 'compute.get' }, effect });
    const { result } = await call('compute_detach', { name: 'gpu' });
    expect(result).toMatchObject({ outcome: 'started', next_step: expect.stringContaining('compute_wait') });
    expect(deletes()).toHaveLength(0);
  });

  it('lets a wait tell that the detach itself failed, which only its operation shows', async () => {
    const { call, clock, service } = await attached({ confirm: 'off' });
    const effect = { kind: 'fails' as const, code: 'Busy', message: 'jobs are running' };
    service.control.faults.plan({ match: { method: 'DELETE' }, effect });
    await call('compute_detach', { name: 'gpu' });
    await clock.advance(60_000);
    expect((await call('compute_get_status', { name: 'gpu' })).result['state']).toBe('Failed');
    const { result } = await call('compute_wait', { name: 'gpu', until: 'detached' });
    expect(result).toMatchObject({
      outcome: 'failed',
      untrusted: { problems: [{ message: 'jobs are running' }] },
    });
  });
});
