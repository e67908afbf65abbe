import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { contractCases } from '../src/contract/contract-cases.js';
import { ContractClient } from '../src/contract/contract-client.js';
import { ContractViolation } from '../src/contract/contract-violation.js';
import { describeComputeContract } from '../src/contract/describe-compute-contract.js';
import { environmentOf, fakeEnvironment, fakeServerEnvironment } from '../src/contract/fake-environment.js';
import { divergenceOf, knownDivergences } from '../src/contract/known-divergences.js';
import { liveEnvironment } from '../src/contract/live-environment.js';
import { FakeComputeService } from '../src/fake-compute-service.js';
import type { FaultEffect } from '../src/faults/fault.js';
import { type FakeServer, startFakeServer } from '../src/http/start-fake-server.js';
import { demoIds } from '../src/seed/demo-seed.js';
import { ManualClock } from '../src/time/manual-clock.js';

describeComputeContract('the fake, in-process', () => fakeEnvironment());
describeComputeContract('the fake, over HTTP', () => fakeServerEnvironment());
describeComputeContract('the fake, strict', () => fakeEnvironment({ strict: true }));

const live = liveEnvironment(process.env);
if (live !== null) describeComputeContract('a live workspace', () => live);

// What a live run does, with the fake standing where Azure would: the variables, the bearer token, the global fetch.
let standIn: FakeServer;
beforeAll(async () => {
  const instantly = { attachMs: 0, detachMs: 0 };
  standIn = await startFakeServer(new FakeComputeService({ provisioning: instantly, strict: true }));
});
afterAll(() => standIn.close());
const liveVariables = () => ({
  AZUREML_KUBERNETES_LIVE_WORKSPACE_ID: demoIds.workspaceId,
  AZUREML_KUBERNETES_LIVE_CLUSTER_ID: demoIds.arcId,
  AZUREML_KUBERNETES_LIVE_TOKEN: 'a-token',
  AZUREML_KUBERNETES_LIVE_ENDPOINT: `${standIn.url}/`,
  AZUREML_KUBERNETES_LIVE_API_VERSION: '2025-12-01',
  AZUREML_KUBERNETES_LIVE_NAMESPACE: '',
});
describeComputeContract('a live workspace, played by the fake', () => {
  const environment = liveEnvironment(liveVariables());
  if (environment === null) throw new Error('the variables are set');
  return environment;
});

/** A client on a service that can be steered, whose answers may be bent on their way. */
function onManualTime(bend: (response: Response) => Response = (response) => response) {
  const service = new FakeComputeService({ clock: new ManualClock() });
  const client = new ContractClient({
    ...environmentOf(service),
    fetch: async (request) => bend(await service.fetch(request)),
  });
  return { service, client };
}

describe('the contract', () => {
  it('catches a service that behaves otherwise', async () => {
    const wrong = await fakeEnvironment({
      modes: { longRunning: 'both', retryAfterSeconds: 1, detachAbsent: 'not-found' },
    });
    const verdicts = await Promise.all(
      contractCases.map(({ name, run }) =>
        run(wrong).then(
          () => null,
          (error: Error) => `${error.name}: ${name}`,
        ),
      ),
    );
    expect(verdicts.filter((verdict) => verdict !== null)).toEqual([
      'ContractViolation: detaching an absent compute is answered 204',
      'ContractViolation: an attach is accepted with 201, Creating and an operation URL only',
      'ContractViolation: a detach is accepted with 202 and an empty body',
    ]);
  });

  it.each([
    [
      'an operation that does not end',
      { kind: 'stuck' },
      "the operation does not end; compute 'gpu' is left: something is at work on it without end",
    ],
    [
      'an acceptance without an operation',
      { kind: 'drop-header', name: 'Azure-AsyncOperation' },
      'no Azure-AsyncOperation',
    ],
    [
      'an acceptance with an operation elsewhere',
      { kind: 'foreign-url', where: 'operation', origin: 'https://evil.example' },
      'origin of a URL',
    ],
    [
      'an answer that is no object',
      { kind: 'text', text: '[]', status: 201 },
      'the body is no JSON object: []',
    ],
  ] as const)('catches %s', async (_, effect, words) => {
    const { service, client } = onManualTime();
    service.control.faults.plan({ match: { route: 'compute.put' }, effect });
    const attaching = client.whileAttached('gpu', async () => expect.unreachable());
    await expect(attaching).rejects.toThrow(ContractViolation);
    await expect(attaching).rejects.toThrow(words);
  });

  it('leaves nothing behind when the answer to the attach is wrong', async () => {
    const { service, client } = onManualTime((response) =>
      response.status === 201 ? new Response('[]', { headers: response.headers }) : response,
    );
    const attaching = client.whileAttached('gpu', async () => expect.unreachable());
    await expect(attaching).rejects.toThrow('the body is no JSON object: []');
    expect(service.control.requests.entries({ route: 'compute.put' })).toMatchObject([{ outcome: 201 }]);
    expect(service.control.computes.find('gpu')).toBeNull();
  });

  it('removes a compute once what works on it has ended', async () => {
    const { service, client } = onManualTime();
    await client.attach('gpu');
    await client.remove('gpu');
    expect(service.control.computes.find('gpu')).toBeNull();
    const detaches = service.control.requests.entries({ route: 'compute.delete' });
    expect(detaches.map(({ outcome }) => outcome)).toEqual([409, 202]);
  });

  it.each<[FaultEffect, string]>([
    [{ kind: 'error', status: 403 }, "compute 'gpu' is left: its detach was answered 403"],
    [{ kind: 'fails' }, `compute 'gpu' is left: end of the detach: expected "Succeeded", got "Failed"`],
    [{ kind: 'stuck' }, "compute 'gpu' is left: the operation does not end"],
  ])('names a compute that it cannot remove: %j', async (effect, words) => {
    const { service, client } = onManualTime();
    service.control.faults.plan({ match: { route: 'compute.delete' }, effect });
    await expect(client.whileAttached('gpu', async () => undefined)).rejects.toThrow(words);
  });

  it('is skipped only for clauses that exist, each with a reason and evidence', () => {
    const clauses = contractCases.map(({ name }) => name);
    expect(clauses.filter((clause) => divergenceOf(clause, 'fake') !== null)).toEqual([]);
    expect(new Set(clauses).size).toBe(clauses.length);
    for (const { clause, reason, evidence } of knownDivergences) {
      expect(clauses).toContain(clause);
      expect(reason.length).toBeGreaterThan(20);
      expect(evidence.length).toBeGreaterThan(10);
    }
  });

  it('needs all of the variables that make a live run', () => {
    expect(liveEnvironment({})).toBeNull();
    expect(() => liveEnvironment({ AZUREML_KUBERNETES_LIVE_TOKEN: 't' })).toThrow(/WORKSPACE_ID/);
    const wrong = { ...liveVariables(), AZUREML_KUBERNETES_LIVE_ENDPOINT: 'azure' };
    expect(() => liveEnvironment(wrong)).toThrow(/expects a URL such as .*, got 'azure'/);
    expect(liveEnvironment(liveVariables())).toMatchObject({
      kind: 'live',
      endpoint: standIn.url,
      apiVersion: '2025-12-01',
      namespace: 'default',
    });
  });

  it('waits in real time on a live workspace', async () => {
    const environment = liveEnvironment(liveVariables());
    vi.useFakeTimers();
    try {
      let isOver = false;
      const passed = environment?.pass(5000).then(() => {
        isOver = true;
      });
      await vi.advanceTimersByTimeAsync(4999);
      expect(isOver).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(isOver).toBe(true);
      await passed;
    } finally {
      vi.useRealTimers();
      await environment?.close();
    }
  });

  it('sends the token nowhere else', async () => {
    const environment = await fakeEnvironment();
    const client = new ContractClient(environment);
    await expect(client.send('GET', 'https://evil.example/x')).rejects.toThrow(ContractViolation);
  });
});
