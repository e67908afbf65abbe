import { demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { type Called, type ConnectOptions, connectClient } from '../../test/connect-client.js';

const GROUP = `/subscriptions/${demoIds.subscriptionId}/resourceGroups/${demoIds.resourceGroup}`;
const aks = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/c1`;
const arc = `${GROUP}/providers/Microsoft.Kubernetes/connectedClusters/c1`;
const team = { namespace: 'ml-team', create_namespace: true };
const types = [{ name: 'small', requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } }];
const wanted = { resource_id: aks, ...team, instance_types: types };

type Call = (name: string, args?: Record<string, unknown>) => Promise<Called>;

function openBare(seed: 'cluster-bare' | 'cluster-bare-arc' = 'cluster-bare') {
  const clock = new ManualClock({ autoAdvance: true });
  return { clock, service: new FakeComputeService({ seed, strict: true, clock }) };
}

async function connect(options: ConnectOptions = {}) {
  const beside = options.beside ?? openBare();
  return connectClient({ inCluster: 'write', ...options, beside });
}

/** Writes that change something; commands that only look, and keys that are fetched, are not among them. */
function changesOf(service: FakeComputeService): string[] {
  const entries = service.control.requests.entries();
  return entries
    .filter(({ method }) => method !== 'GET')
    .map(({ method, target }) => `${method} ${target.split('?')[0]}`)
    .filter((line) => !/runCommand|listKeys/i.test(line));
}

/** Calls again until it is over, as next_step says. */
async function follow(call: Call, args: Record<string, unknown>, first: Called): Promise<Called> {
  let seen = first;
  for (let count = 0; seen.result['outcome'] === 'under_way' && count < 50; count += 1)
    seen = await call('cluster_prepare', { ...args, confirm_token: seen.result['confirm_token'] });
  return seen;
}

describe('cluster_prepare', () => {
  it('goes from a bare AKS cluster to a compute that is attached, by tools alone', async () => {
    const { call, service } = await connect();
    const plan = await call('cluster_prepare', wanted);
    expect(plan.result).toMatchObject({ outcome: 'confirmation_required', resource_id: aks });
    expect(changesOf(service)).toEqual([]);
    const agreed = { ...wanted, max_wait_seconds: 1, confirm_token: plan.result['confirm_token'] };
    const first = await call('cluster_prepare', agreed);
    expect(first.result).toMatchObject({ outcome: 'under_way', confirm_token: expect.any(String) });
    expect(first.result['next_step']).toContain('this confirm_token');
    const end = await follow(call, { ...wanted, max_wait_seconds: 1 }, first);
    expect(end.result).toMatchObject({
      outcome: 'prepared',
      next_step: expect.stringContaining('compute_attach'),
    });
    const sent = changesOf(service);
    expect(sent).toEqual([
      `POST /subscriptions/${demoIds.subscriptionId}/providers/Microsoft.KubernetesConfiguration/register`,
      `PUT ${aks}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`,
    ]);
    const attach = { name: 'gpu', resource_id: aks, namespace: 'ml-team' };
    expect((await call('compute_attach', attach)).result).toMatchObject({ outcome: 'started' });
    expect((await call('compute_wait', { name: 'gpu' })).result).toMatchObject({ outcome: 'reached' });
  });

  it('leaves the namespace of an Arc cluster to a person, and the attach may go on', async () => {
    const { call, service } = await connect({ beside: openBare('cluster-bare-arc') });
    const args = { resource_id: arc, ...team, max_wait_seconds: 50 };
    const plan = await call('cluster_prepare', args);
    expect(JSON.stringify(plan.result['warnings'])).toMatch(/costs money/);
    const first = await call('cluster_prepare', { ...args, confirm_token: plan.result['confirm_token'] });
    const end = await follow(call, args, first);
    expect(end.result).toMatchObject({
      outcome: 'blocked',
      by_hand: ['kubectl create namespace ml-team'],
      next_step: expect.stringMatching(/by_hand.*compute_attach/),
    });
    const again = await call('cluster_prepare', args);
    expect(again.result).toMatchObject({ outcome: 'blocked', by_hand: end.result['by_hand'] });
    const sent = changesOf(service);
    expect(sent).toEqual([...new Set(sent)]);
    const attach = { name: 'edge', resource_id: arc, namespace: 'ml-team' };
    expect((await call('compute_attach', attach)).result).toMatchObject({ outcome: 'started' });
    expect((await call('compute_wait', { name: 'edge' })).result).toMatchObject({ outcome: 'reached' });
  });

  it('is taken up by another process after each call, with the token of the one before', async () => {
    const beside = openBare();
    const args = { ...wanted, max_wait_seconds: 1 };
    let token: unknown;
    let outcome: unknown = null;
    for (let count = 0; outcome !== 'prepared' && count < 80; count += 1) {
      const { call, close } = await connect({ beside });
      const { result } = await call(
        'cluster_prepare',
        token === undefined ? args : { ...args, confirm_token: token },
      );
      ({ outcome, confirm_token: token } = result);
      await close();
    }
    expect(outcome).toBe('prepared');
    const sent = changesOf(beside.service);
    expect(sent).toEqual([...new Set(sent)]);
  });

  it('changes nothing where the person says no, and asks once with what is agreed to', async () => {
    const questions: string[] = [];
    const refusing = await connect({
      onAsked: (message) => {
        questions.push(message);
        return { action: 'decline' };
      },
    });
    const { result } = await refusing.call('cluster_prepare', wanted);
    const next_step = expect.stringMatching(/^Stop: .+--confirm token/);
    expect(result).toMatchObject({ outcome: 'refused', next_step });
    expect(changesOf(refusing.service)).toEqual([]);
    expect(questions[0]).toMatch(/"c1".*"demo-ws".*"demo-rg"/);
    expect(questions[0]).toContain('install the extension');
  });

  it('offers a token where the person closes the question, and acts on it', async () => {
    const { call, service } = await connect({ onAsked: () => ({ action: 'cancel' }) });
    const { result } = await call('cluster_prepare', wanted);
    expect(result).toMatchObject({ outcome: 'confirmation_required', confirm_token: expect.any(String) });
    expect(changesOf(service)).toEqual([]);
    const args = { ...wanted, confirm_token: result['confirm_token'] };
    const end = await follow(call, args, await call('cluster_prepare', args));
    expect(end.result).toMatchObject({ outcome: 'prepared' });
  });

  it('with confirm elicit takes a closed question for a no', async () => {
    const { call, service } = await connect({ confirm: 'elicit', onAsked: () => ({ action: 'cancel' }) });
    expect((await call('cluster_prepare', wanted)).result['outcome']).toBe('refused');
    expect(changesOf(service)).toEqual([]);
  });

  it.each(['auto', 'elicit'] as const)(
    'asks the person once for a preparation of many calls (%s)',
    async (confirm) => {
      let asked = 0;
      const { call } = await connect({
        confirm,
        onAsked: () => {
          asked += 1;
          return { action: 'accept', content: { confirm: true } };
        },
      });
      const args = { ...wanted, max_wait_seconds: 1 };
      const end = await follow(call, args, await call('cluster_prepare', args));
      expect(end.result).toMatchObject({ outcome: 'prepared' });
      expect(asked).toBe(1);
    },
  );

  it.each([
    ['another cluster', { resource_id: aks.replace(/c1$/, 'c2') }],
    ['more changes', { instance_types: [...types, { ...types[0], name: 'large' }] }],
    ['another namespace', { namespace: 'other' }],
    ['another setting', { extension_settings: [{ name: 'installVolcano', value: 'False' }] }],
  ])('refuses the token of a plan for %s', async (_, changes) => {
    const { call, service } = await connect();
    const { result } = await call('cluster_prepare', wanted);
    const token = result['confirm_token'];
    const refused = await call('cluster_prepare', { ...wanted, ...changes, confirm_token: token });
    expect(refused).toMatchObject({ isError: true, result: { code: 'invalid-input' } });
    expect(refused.result['message']).toMatch(/^confirm_token /);
    expect(changesOf(service)).toEqual([]);
  });

  it('takes the token of a plan for a part of its changes', async () => {
    const { call, service } = await connect();
    const { result } = await call('cluster_prepare', wanted);
    const part = { ...wanted, steps: ['providers'], confirm_token: result['confirm_token'] };
    await follow(call, { ...wanted, steps: ['providers'] }, await call('cluster_prepare', part));
    expect(changesOf(service).every((line) => line.endsWith('/register'))).toBe(true);
    expect(changesOf(service)).not.toEqual([]);
  });

  it.each([
    ['sslKeyPemFile', 'x'],
    ['relayserver.enabled', 'true'],
    ['enableTraining', 'True'],
    ['sslCname', 'say yes to this'],
  ])('takes no setting %s = %s from a model, in one sentence', async (name, value) => {
    const { call, service } = await connect();
    const { isError, result } = await call('cluster_prepare', {
      ...wanted,
      extension_settings: [{ name, value }],
    });
    expect(isError).toBe(true);
    expect(result).toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^extension_settings /),
    });
    expect(service.control.requests.entries()).toEqual([]);
  });

  it('takes objects by name in the spelling of Azure', async () => {
    const { call } = await connect();
    const resources = {
      requests: { cpu: '1', memory: '2Gi' },
      limits: { cpu: '2', memory: '4Gi', 'nvidia.com/gpu': 1 },
    };
    const { result } = await call('cluster_prepare', {
      resource_id: aks,
      extension_settings: { installVolcano: false },
      instance_types: { gpu: { nodeSelector: { pool: 'gpu' }, resources } },
    });
    const text = JSON.stringify(result['steps']);
    expect(text).toContain('set installVolcano to False');
    expect(text).toContain('create gpu: 1 to 2 CPU, 2Gi to 4Gi memory, 1 GPU');
  });

  it('takes null for what a strict mode has to fill in', async () => {
    const { call } = await connect();
    const amounts = { cpu: '1', memory: '2Gi' };
    const instance_types = [
      { name: 'small', node_selector: null, requests: amounts, limits: { ...amounts, gpus: null } },
    ];
    const { result } = await call('cluster_prepare', {
      resource_id: aks,
      extension_settings: null,
      instance_types,
    });
    expect(JSON.stringify(result['steps'])).toContain('create small: 1 to 1 CPU, 2Gi to 2Gi memory');
  });

  it('gives no roles and no trusted access to a workspace that it was not started for', async () => {
    const { call } = await connect({ pinned: null });
    const workspace = `${demoIds.subscriptionId}/${demoIds.resourceGroup}/${demoIds.workspace}`;
    const { result } = await call('cluster_prepare', { ...wanted, workspace, grant_roles: true });
    expect(result).toMatchObject({ code: 'forbidden', message: expect.stringMatching(/^grant_roles/) });
  });

  it.each([
    ['a cluster', [aks.toLowerCase()], false],
    ['its resource group', [GROUP.toLowerCase()], false],
    ['another cluster', [`${aks.toLowerCase()}2`], true],
    ['a resource group with a name that begins like it', [GROUP.toLowerCase().slice(0, -1)], true],
  ])('works where --allow-cluster names %s', async (_, allowedClusters, isError) => {
    const { call } = await connect({ allowedClusters });
    const called = await call('cluster_prepare', wanted);
    expect(called.isError).toBe(isError);
    if (isError) expect(called.result).toMatchObject({ code: 'forbidden' });
  });

  it('names the time that Azure asks to wait, and sends one write', async () => {
    const { call, service } = await connect();
    service.control.faults.plan({
      match: { path: '/register' },
      effect: { kind: 'error', status: 429, retryAfterSeconds: 300 },
    });
    const plan = await call('cluster_prepare', wanted);
    const { result } = await call('cluster_prepare', {
      ...wanted,
      confirm_token: plan.result['confirm_token'],
    });
    expect(result).toMatchObject({
      outcome: 'under_way',
      next_step: expect.stringMatching(/again in 300 seconds/),
    });
    expect(changesOf(service)).toHaveLength(1);
  });
});
