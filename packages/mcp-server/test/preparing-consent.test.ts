import { type ClusterSeed, demoIds, FakeComputeService, ManualClock } from '@azureml-kubernetes/testkit';
import { describe, expect, it } from 'vitest';
import { PLAN_LIFETIME_MS } from '../src/confirm/plan-token.js';
import { connectClient } from './connect-client.js';

const PLACE = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  location: demoIds.location,
};
const aks = demoIds.aksId.replace('demo-aks', 'c1');
const identities = [{ ...PLACE, name: 'demo-identity' }];

/** One AKS cluster, with this extension, and a workspace whose identity has no role on it. */
function openWorld(extension: object | null, details: Partial<ClusterSeed> = {}) {
  const clock = new ManualClock({ autoAdvance: true });
  const workspaces = [
    { ...PLACE, name: demoIds.workspace, systemIdentity: false, userIdentities: [demoIds.identityId] },
  ];
  const clusters = [{ ...PLACE, kind: 'aks' as const, name: 'c1', extension, ...details }];
  const seed = { workspaces, clusters, identities };
  return { clock, service: new FakeComputeService({ seed, strict: true, clock }) };
}

function writesOf(service: FakeComputeService): string[] {
  const entries = service.control.requests.entries();
  return entries.filter(({ method }) => method !== 'GET').map(({ method, route }) => `${method} ${route}`);
}

describe('the confirm_token of cluster_prepare', () => {
  const args = { resource_id: aks };

  it('holds for the principal that got it, and for no other', async () => {
    const beside = openWorld(null);
    const mine = await connectClient({ beside, principal: 'me' });
    const theirs = await connectClient({ beside, principal: 'you' });
    const { result } = await mine.call('cluster_prepare', args);
    const agreed = { ...args, confirm_token: result['confirm_token'] };
    const refused = await theirs.call('cluster_prepare', agreed);
    expect(refused).toMatchObject({ isError: true, result: { code: 'invalid-input' } });
    expect(refused.result['message']).toMatch(/^confirm_token /);
    expect(writesOf(beside.service)).not.toContain('PUT extension.put');
    expect((await mine.call('cluster_prepare', agreed)).result['outcome']).toBe('prepared');
    expect(writesOf(beside.service)).toContain('PUT extension.put');
  });

  it('expires', async () => {
    const beside = openWorld(null);
    const { call, clock, service } = await connectClient({ beside });
    const { result } = await call('cluster_prepare', args);
    await clock.advance(PLAN_LIFETIME_MS);
    const late = await call('cluster_prepare', { ...args, confirm_token: result['confirm_token'] });
    expect(late).toMatchObject({ isError: true, result: { code: 'invalid-input' } });
    expect(writesOf(service)).not.toContain('PUT extension.put');
  });

  it('holds no more once the cluster needs other changes', async () => {
    const beside = openWorld(null);
    const { call, service } = await connectClient({ beside });
    const { result } = await call('cluster_prepare', args);
    service.control.clusters.change(aks, { privateCluster: true });
    const other = await call('cluster_prepare', { ...args, confirm_token: result['confirm_token'] });
    expect(other).toMatchObject({ isError: true, result: { code: 'invalid-input' } });
    expect(writesOf(service)).not.toContain('PUT extension.put');
  });
});

describe('cluster_prepare', () => {
  it('writes a failed extension again where steps name it, with what it has, and not otherwise', async () => {
    const errorInfo = { code: 'InstallationFailed', message: 'Chart path not found' };
    const configurationSettings = { enableTraining: 'True', domain: 'mine' };
    const beside = openWorld({ provisioningState: 'Failed', errorInfo, configurationSettings });
    const { call, service } = await connectClient({ beside, confirm: 'off' });
    const first = await call('cluster_prepare', { resource_id: aks });
    expect(first.result).toMatchObject({
      outcome: 'failed',
      next_step: expect.stringContaining('["extension"]'),
    });
    expect(writesOf(service)).not.toContain('PUT extension.put');
    const args = { resource_id: aks, steps: ['extension'], max_wait_seconds: 50 };
    const again = await call('cluster_prepare', args);
    expect(JSON.stringify(again.result)).not.toContain('Chart path not found');
    expect(writesOf(service).filter((line) => line === 'PUT extension.put')).toHaveLength(1);
    const [installed] = service.control.extensions.list(aks);
    expect(installed).toMatchObject({ provisioningState: 'Succeeded' });
    expect(installed?.configurationSettings).toMatchObject(configurationSettings);
  });

  it('gives roles where it is asked to, after a question that shows workspace, principal and role', async () => {
    const questions: string[] = [];
    const beside = openWorld({}, { localAccountsDisabled: true });
    const { call, service } = await connectClient({
      beside,
      onAsked: (message) => {
        questions.push(message);
        return { action: 'accept', content: { confirm: true } };
      },
    });
    const args = { resource_id: aks, grant_roles: true, max_wait_seconds: 50 };
    let { result } = await call('cluster_prepare', args);
    for (let count = 0; result['outcome'] === 'under_way' && count < 20; count += 1)
      ({ result } = await call('cluster_prepare', args));
    expect(result['outcome']).toBe('prepared');
    const principal = /give principal ([\da-f-]{36}) the role/.exec(questions[0] ?? '')?.[1] ?? 'none';
    expect(questions[0]).toContain(`for workspace "${demoIds.workspace}"`);
    expect(questions[0]).toContain(`give principal ${principal} the role Contributor on ${aks}`);
    expect(questions[0]).toContain('trusted access');
    const given = service.control.requests
      .entries({ method: 'PUT' })
      .filter(({ route }) => route === 'role-assignment.put');
    expect(given.length).toBeGreaterThan(0);
    for (const { path, outcome } of given) {
      expect(outcome).toBe(201);
      expect(path.toLowerCase()).toContain(`${aks.toLowerCase()}/providers/microsoft.authorization`);
    }
  });
});
