import { describe, expect, it } from 'vitest';
import {
  type PreparationOutcome,
  type PreparationProgress,
  type PreparationWrite,
  Workspace,
} from '../src/index.js';
import { AKS, ARC, ArmDouble, PLANTED, SUBSCRIPTION } from './arm-double.js';
import { CLOSED, DONE, everything, statesOf, stepIn } from './preparing-steps.js';

describe('planPreparation', () => {
  it('says what a bare cluster lacks, and changes nothing', async () => {
    const arm = new ArmDouble();
    const plan = await arm.client().planPreparation(everything);
    expect(statesOf(plan)).toEqual({
      ...DONE,
      providers: 'needed',
      extension: 'needed',
      namespace: 'by-hand',
      'instance-types': 'by-hand',
    });
    expect(arm.writes()).toEqual([]);
    expect(plan.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await arm.client().planPreparation(everything)).fingerprint).toBe(plan.fingerprint);
    const other = await arm
      .client()
      .planPreparation({ ...everything, extension: { settings: { installVolcano: false } } });
    expect(other.fingerprint).not.toBe(plan.fingerprint);
  });

  it('says of each step how to do it by hand, how to undo it, and what it needs', async () => {
    const arm = new ArmDouble({ userIdentity: true, cluster: CLOSED });
    const plan = await arm.client().planPreparation(everything, { inCluster: 'read' });
    const lines = plan.steps.map(({ id, command }) => `${id}: ${command}`);
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "providers: az provider register --namespace Microsoft.KubernetesConfiguration --subscription 11111111-2222-3333-4444-555555555555
      az provider register --namespace Microsoft.ContainerService --subscription 11111111-2222-3333-4444-555555555555
      az provider register --namespace Microsoft.MachineLearningServices --subscription 11111111-2222-3333-4444-555555555555
      az provider register --namespace Microsoft.ManagedIdentity --subscription 11111111-2222-3333-4444-555555555555
      relay: null
      extension: az k8s-extension create --name azureml --extension-type Microsoft.AzureML.Kubernetes --scope cluster --subscription 11111111-2222-3333-4444-555555555555 --resource-group rg1 --cluster-name aks1 --cluster-type managedClusters --config enableTraining=True enableInference=False
      trusted-access: az aks trustedaccess rolebinding create --subscription 11111111-2222-3333-4444-555555555555 --resource-group rg1 --cluster-name aks1 --name aml-b567990258ebd89bcc62 --source-resource-id /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers/Microsoft.MachineLearningServices/workspaces/ws1 --roles Microsoft.MachineLearningServices/workspaces/mlworkload
      roles: az role assignment create --assignee-principal-type ServicePrincipal --assignee-object-id 22222222-3333-4444-5555-666666666666 --role acdd72a7-3385-48ef-bd42-f606fba81ae7 --scope /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/aks1
      az role assignment create --assignee-principal-type ServicePrincipal --assignee-object-id 22222222-3333-4444-5555-666666666666 --role 85cb6faf-e071-4c9b-8136-154b5a04f717 --scope /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/aks1
      az role assignment create --assignee-principal-type ServicePrincipal --assignee-object-id 22222222-3333-4444-5555-666666666666 --role 0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8 --scope /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/aks1
      az role assignment create --assignee-principal-type ServicePrincipal --assignee-object-id 22222222-3333-4444-5555-666666666666 --role b24988ac-6180-42a0-ab88-20f7382dd24c --scope /subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg1/providers/Microsoft.ContainerService/managedClusters/aks1
      namespace: kubectl create namespace ml
      instance-types: cat <<'EOF' | kubectl apply -f -
      {"apiVersion":"v1","kind":"List","items":[{"apiVersion":"amlarc.azureml.com/v1alpha1","kind":"InstanceType","metadata":{"name":"small","labels":{"app.kubernetes.io/managed-by":"azureml-kubernetes"}},"spec":{"resources":{"requests":{"cpu":"1","memory":"2Gi"},"limits":{"cpu":"2","memory":"4Gi"}}}}]}
      EOF"
    `);
    for (const step of plan.steps.filter(({ state }) => state !== 'done')) {
      expect(step.minutes, step.id).toBeGreaterThan(0);
      expect(step.undo, step.id).not.toBeNull();
      expect(step.needs.length, step.id).toBeGreaterThan(0);
      expect(step.changes.length, step.id).toBeGreaterThan(0);
    }
  });

  it('shows every setting of an install as a change', async () => {
    const plan = await new ArmDouble({ nodes: 1 }).client().planPreparation({ resourceId: AKS });
    const ids = stepIn(plan, 'extension').changes.map(({ id }) => id);
    expect(ids).toContain('extension/set/clusterPurpose=DevTest');
    expect(ids).toContain('extension/set/cluster_name_friendly=aks1');
    expect(ids).toHaveLength(15);
  });

  it.each([
    ['usgov', ['preparing is not proven in this cloud']],
    ['china', ['preparing is not proven in this cloud']],
    ['public', []],
  ] as const)('says what is not proven in the cloud %s', async (cloud, warnings) => {
    const { transport, clock } = new ArmDouble();
    const workspace = new Workspace(
      { subscriptionId: SUBSCRIPTION.slice(15), resourceGroup: 'rg1', name: 'ws1', location: 'eastus' },
      { transport, clock, cloud },
    );
    expect((await workspace.client.planPreparation({ resourceId: AKS })).warnings).toEqual(warnings);
  });

  it('says what costs money', async () => {
    const arc = await new ArmDouble().client().planPreparation({ resourceId: ARC });
    expect(stepIn(arc, 'relay').warnings.join()).toContain('costs money');
    const extension = {
      inference: true,
      router: 'loadBalancer',
      settings: { allowInsecureConnections: true },
    } as const;
    const aks = await new ArmDouble().client().planPreparation({ resourceId: AKS, extension });
    expect(stepIn(aks, 'extension').warnings.join()).toContain('a load balancer costs money');
  });

  it('refuses bad input before any request', async () => {
    const arm = new ArmDouble();
    const client = arm.client();
    await expect(client.planPreparation({ resourceId: 'aks1' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    await expect(client.prepare({ resourceId: AKS }, { maxWaitMs: -1 })).rejects.toMatchObject({
      problem: { field: 'maxWaitMs' },
    });
    await expect(client.inspectCluster(AKS, { include: [] })).rejects.toMatchObject({
      problem: { field: 'include' },
    });
    expect(arm.log).toEqual([]);
  });

  it('says so where there is no such cluster', async () => {
    const client = new ArmDouble().client();
    await expect(client.planPreparation({ resourceId: `${AKS}2` })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(client.inspectCluster(`${AKS}2`)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('prepare', () => {
  it('takes a bare, closed AKS cluster to prepared, with one write a change, and has nothing left to plan', async () => {
    const arm = new ArmDouble({ userIdentity: true, cluster: CLOSED });
    const outcome = await arm.client().prepare(everything, { inCluster: 'write' });
    expect(statesOf(outcome.plan)).toEqual(DONE);
    expect(outcome.kind).toBe('prepared');
    const changes = arm.writes().filter((line) => !/runCommand|RUN kubectl get/.test(line));
    expect(changes).toEqual([...new Set(changes)]);
    expect(arm.namespaces.has('ml')).toBe(true);
    expect([...arm.instanceTypes.keys()]).toEqual(['small']);
    const again = await arm.client().planPreparation(everything, { inCluster: 'read' });
    expect(statesOf(again)).toEqual(DONE);
  });

  it('takes a bare Arc cluster to its steps by hand, and keeps the keys of the Relay to itself', async () => {
    const arm = new ArmDouble();
    const events: unknown[] = [];
    const options = {
      inCluster: 'write' as const,
      beforeWrite: async (write: PreparationWrite) => void events.push(write),
      onProgress: (event: PreparationProgress) => void events.push(event),
    };
    const outcome = await arm.client().prepare({ ...everything, resourceId: ARC }, options);
    expect(statesOf(outcome.plan)).toEqual({ ...DONE, namespace: 'by-hand', 'instance-types': 'by-hand' });
    expect(outcome.kind).toBe('blocked');
    expect(stepIn(outcome.plan, 'namespace').command).toBe('kubectl create namespace ml');
    expect(arm.bodies.filter((body) => body.includes(PLANTED))).toHaveLength(1);
    expect(JSON.stringify([outcome, events])).not.toContain(PLANTED);
    const again = await arm.client().prepare({ ...everything, resourceId: ARC });
    expect([again.kind, statesOf(again.plan)]).toEqual([outcome.kind, statesOf(outcome.plan)]);
  });

  it('goes on from a Relay that is half made', async () => {
    const arm = new ArmDouble({ registered: true });
    const relay = `${ARC.replace(/Microsoft\.Kubernetes.*/, 'Microsoft.Relay')}/namespaces/arc111111111222233334444555555555555rg1relay`;
    arm.put(relay, { id: relay, properties: { provisioningState: 'Succeeded' } });
    await arm.client().prepare({ resourceId: ARC });
    expect(
      arm.writes().filter((line) => line.includes('Relay/namespaces') && line.startsWith('PUT')),
    ).toEqual([
      expect.stringMatching(/hybridConnections\/arc1$/),
      expect.stringMatching(/authorizationRules\/azureml_rw$/),
    ]);
  });

  it('announces each single write, command and read of keys before it is sent, and tells what came of it', async () => {
    const arm = new ArmDouble();
    const announced: PreparationWrite[] = [];
    const written: PreparationWrite[] = [];
    await arm.client().prepare(
      { ...everything, resourceId: ARC },
      {
        beforeWrite: async (write) => void announced.push(write),
        onProgress: (event) => {
          if (event.kind === 'written') written.push(event.write);
        },
      },
    );
    const sent = arm.writes();
    expect(announced).toHaveLength(sent.length);
    expect(announced.map(({ action }) => action)).toEqual([
      ...Array.from({ length: 4 }, () => 'register'),
      ...Array.from({ length: 3 }, () => 'create'),
      'list-keys',
      'create',
    ]);
    expect(written).toEqual(announced.filter(({ action }) => action !== 'list-keys'));
  });

  it('stops before the write that the caller does not want, with the reason of the caller', async () => {
    const arm = new ArmDouble();
    const reason = new Error('the audit file is full');
    const options = { beforeWrite: () => Promise.reject(reason) };
    await expect(arm.client().prepare({ resourceId: AKS }, options)).rejects.toBe(reason);
    expect(arm.writes()).toEqual([]);
    expect(arm.clock.sleeping).toBe(0);
  });

  it('is not stopped by a listener that throws', async () => {
    const onProgress = (): never => {
      throw new Error('a listener');
    };
    expect((await new ArmDouble().client().prepare({ resourceId: AKS }, { onProgress })).kind).toBe(
      'prepared',
    );
  });

  it('waits for nothing where it is told so, and gets there by being called again', async () => {
    const arm = new ArmDouble();
    const kinds: PreparationOutcome['kind'][] = [];
    for (let call = 0; call < 40 && kinds.at(-1) !== 'prepared'; call += 1) {
      kinds.push((await arm.client().prepare({ resourceId: AKS }, { maxWaitMs: 0 })).kind);
      await arm.clock.sleep(15_000);
    }
    expect(kinds.at(-1)).toBe('prepared');
    expect([...new Set(kinds)]).toEqual(['under-way', 'prepared']);
    expect(arm.writes()).toEqual([...new Set(arm.writes())]);
  });

  it('carries out only the steps that are named', async () => {
    const arm = new ArmDouble();
    const outcome = await arm.client().prepare({ resourceId: AKS }, { steps: ['providers'] });
    expect(statesOf(outcome.plan)).toMatchObject({ providers: 'done', extension: 'needed' });
    expect(arm.writes().every((line) => line.endsWith('/register'))).toBe(true);
  });
});
