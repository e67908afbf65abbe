import { createClient, createTransport, type Fetch, Workspace } from '@azureml-kubernetes/core';
import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { demoWorkspace } from '../../test/connect-client.js';
import { AuditLog } from './audit-log.js';
import { auditPreparation } from './audit-preparation.js';

const CLUSTERS = {
  'cluster-bare': demoIds.aksId.replace('demo-aks', 'c1'),
  'cluster-bare-arc': demoIds.arcId.replace('demo-arc', 'c1'),
} as const;
const small = { resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } } };

type Line = Readonly<Record<string, string>>;

/** A preparation that is audited; `seen` has the audit's lines and the requests that are no reads, in order. */
function open(seed: keyof typeof CLUSTERS, append: (line: Line) => void = () => {}) {
  const clock = new ManualClock({ autoAdvance: true });
  const service = new FakeComputeService({ seed, clock });
  const seen: (Line | string)[] = [];
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    if (request.method !== 'GET') seen.push(`${request.method} ${new URL(request.url).pathname}`);
    return service.fetch(request);
  };
  const transport = createTransport({
    credential: { getToken: async () => ({ token: 't', expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) },
    fetch,
    clock,
    random: () => 0.5,
  });
  const workspace = new Workspace(
    { ...demoWorkspace, location: 'eastus' },
    { transport, clock, random: () => 0.5 },
  );
  const file = {
    append: async (text: string): Promise<void> => {
      const line: Line = JSON.parse(text);
      append(line);
      seen.push(line);
    },
  };
  const audit = new AuditLog({ file, clock, log: () => {} });
  const who = { principal: 'me', client: null, tool: 'cluster_prepare', workspace: workspace.id };
  const prepare = auditPreparation(createClient(workspace).prepare, { audit, who, confirmed: () => 'token' });
  const target = {
    resourceId: CLUSTERS[seed],
    namespace: 'ml',
    createNamespace: true,
    instanceTypes: { small },
  };
  const run = (options: Parameters<typeof prepare>[1] = {}) =>
    prepare(target, { inCluster: 'write', ...options });
  const requests = (): string[] => seen.filter((one) => typeof one === 'string');
  const lines = (event: string): Line[] =>
    seen.filter((one) => typeof one !== 'string').filter((line) => line['event'] === event);
  return { run, seen, requests, lines };
}

/** Which request an intent stands for. */
function fits({ action = '', target = '' }: Line, request: string): boolean {
  switch (action) {
    case 'register':
      return request === `POST ${target}/register`;
    case 'list-keys':
      return request === `POST ${target}/listKeys`;
    case 'run-command':
      return request === `POST ${target}/runCommand`;
    default:
      return request === `PUT ${target}`;
  }
}

describe.each(['cluster-bare', 'cluster-bare-arc'] as const)('the audit of a preparation of %s', (seed) => {
  it('has one intent right before each write, command and read of keys, and one outcome of each', async () => {
    const { run, seen, requests, lines } = open(seed);
    await run();
    const intents = lines('write-intended');
    expect(intents).toHaveLength(requests().length);
    expect(intents.map(({ action }) => action)).toEqual(
      expect.arrayContaining(
        seed === 'cluster-bare' ? ['register', 'create', 'run-command'] : ['create', 'list-keys'],
      ),
    );
    const begun = new Set<Line>();
    for (const one of seen) {
      if (typeof one !== 'string' && one['event'] === 'write-intended') begun.add(one);
      if (typeof one !== 'string') continue;
      const intent = [...begun].find((line) => fits(line, one));
      expect(intent, one).toMatchObject({ principal: 'me', tool: 'cluster_prepare', confirmed: 'token' });
      if (intent !== undefined) begun.delete(intent);
    }
    const ended = lines('write-ended').map(({ id }) => id);
    expect([...ended].sort()).toEqual(intents.map(({ id }) => id).sort());
    for (const { outcome } of lines('write-ended')) expect(outcome).toMatch(/^(?:accepted|answered)$/);
  });

  it.each([0, 1, 2, 3])(
    'that cannot be written stops before the write, however many went before (%i)',
    async (count) => {
      let written = 0;
      const { run, requests } = open(seed, ({ event }) => {
        if (event !== 'write-intended') return;
        if (written === count) throw new Error('ENOSPC');
        written += 1;
      });
      await expect(run()).rejects.toMatchObject({
        code: 'forbidden',
        hint: expect.stringContaining('--audit-log'),
      });
      expect(requests().length).toBeLessThanOrEqual(count);
    },
  );

  it('says of a write that was under way at an abort that nothing is known of it', async () => {
    const controller = new AbortController();
    const { run, lines } = open(seed, ({ event, action }) => {
      if (event === 'write-intended' && action === 'create') controller.abort('stopped');
    });
    await expect(run({ signal: controller.signal })).rejects.toBe('stopped');
    const intent = lines('write-intended').find(({ action }) => action === 'create');
    expect(lines('write-ended')).toContainEqual(
      expect.objectContaining({ id: intent?.['id'], outcome: 'unknown' }),
    );
  });
});

it('audits nothing that the caller has not agreed to', async () => {
  const { run, requests, lines } = open('cluster-bare-arc');
  const stopped = run({ beforeWrite: async () => Promise.reject(new Error('not agreed')) });
  await expect(stopped).rejects.toThrow('not agreed');
  expect([requests(), lines('write-intended')]).toEqual([[], []]);
});
