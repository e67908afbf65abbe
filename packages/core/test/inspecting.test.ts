import { describe, expect, it } from 'vitest';
import { EVIDENCE_PARTS } from '../src/index.js';
import { AKS, ARC, ArmDouble, PLANTED } from './arm-double.js';

const OUTPUTS = {
  'kubectl get pods': 'gateway-0\tRunning\tnode-1\tmain=true,0,,;',
  'kubectl get configmap': '',
  'helm list': '[{"name":"azureml","status":"deployed","chart":"c"}]',
  'kubectl get nodes': 'node-1\t{"cpu":"4"}\t{}\t\t\tTrue',
  'kubectl get events': '',
  'kubectl get instancetypes': '{"items":[]}',
};

describe('inspectCluster', () => {
  it('gives evidence of every part, each by one command', async () => {
    const arm = new ArmDouble({ outputs: OUTPUTS });
    const evidence = await arm.client().inspectCluster(AKS);
    expect(evidence).toMatchObject({
      resourceId: AKS,
      namespaces: { kind: 'read', value: [{ name: 'default', phase: 'Active' }, { name: 'kube-system' }] },
      pods: { kind: 'read', value: [{ name: 'gateway-0' }] },
      health: { kind: 'read', value: null },
      releases: { kind: 'read', value: [{ status: 'deployed' }] },
      instanceTypes: { kind: 'read', value: [] },
      nodes: { kind: 'read', value: [{ name: 'node-1', isReady: true }] },
      events: { kind: 'read', value: [] },
    });
    expect(arm.log.filter((line) => line.startsWith('RUN'))).toHaveLength(EVIDENCE_PARTS.length + 1);
  });

  it('takes only what is asked for', async () => {
    const arm = new ArmDouble();
    const evidence = await arm.client().inspectCluster(AKS, { include: ['namespaces'] });
    expect(evidence.namespaces.kind).toBe('read');
    expect(evidence.pods).toEqual({ kind: 'not-asked' });
    expect(arm.log.filter((line) => line.startsWith('RUN'))).toHaveLength(1);
  });

  it('knows without a command that a cluster takes none', async () => {
    for (const [id, cluster, reason] of [
      [ARC, {}, 'arc'],
      [AKS, { apiServerAccessProfile: { disableRunCommand: true } }, 'disabled'],
      [AKS, { provisioningState: 'Updating' }, 'not-running'],
      [AKS, { aadProfile: { managed: true } }, 'token-missing'],
    ] as const) {
      const arm = new ArmDouble({ cluster });
      expect((await arm.client().inspectCluster(id)).pods).toMatchObject({
        kind: 'refused',
        refusal: { reason },
      });
      expect(arm.writes()).toEqual([]);
    }
  });

  it('takes the refusal of one part for all where it holds for all, and sends no more commands', async () => {
    const arm = new ArmDouble({
      refuse: ({ method }) => (method === 'POST' ? [403, 'AuthorizationFailed'] : null),
    });
    const { namespaces, events } = await arm.client().inspectCluster(AKS);
    expect([namespaces, events]).toMatchObject([
      { refusal: { reason: 'forbidden' } },
      { refusal: { reason: 'forbidden' } },
    ]);
  });

  it('goes on where the caller lacks a Kubernetes right for one part', async () => {
    const outputs = { ...OUTPUTS, 'kubectl get pods': null };
    const { pods, nodes } = await new ArmDouble({ outputs }).client().inspectCluster(AKS);
    expect(pods).toMatchObject({ refusal: { reason: 'forbidden-in-cluster' } });
    expect(nodes.kind).toBe('read');
  });

  it('gives the token of the caller with commands to a cluster of Microsoft Entra, and to nothing else', async () => {
    const arm = new ArmDouble({ cluster: { aadProfile: { managed: true } } });
    const evidence = await arm
      .client({ clusterToken: async () => PLANTED })
      .inspectCluster(AKS, { include: ['namespaces'] });
    expect(evidence.namespaces.kind).toBe('read');
    expect(arm.bodies.filter((body) => body.includes(PLANTED))).toHaveLength(1);
    expect(JSON.stringify([evidence, arm.log])).not.toContain(PLANTED);
  });
});
