import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../src/index.js';
import { AKS, ARC, ArmDouble, type ArmDoubleOptions, PLANTED } from './arm-double.js';

const MARKER = 'planted-protected-value';
const TOKEN = 'planted-cluster-token';
const ENTRA = { aadProfile: { managed: true } };

/** Everything that a caller gets to see of a preparation. */
async function shown(arm: ArmDouble, resourceId: string): Promise<string> {
  const seen: unknown[] = [];
  const client = arm.client({ clusterToken: async () => TOKEN });
  const target = {
    resourceId,
    namespace: 'ml',
    createNamespace: true,
    extension: { protectedSettings: { mine: MARKER } },
  };
  try {
    seen.push(await client.planPreparation(target, { inCluster: 'read' }));
    const outcome = await client.prepare(target, {
      inCluster: 'write',
      beforeWrite: async (write) => void seen.push(write),
      onProgress: (event) => void seen.push(event),
    });
    seen.push(outcome);
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    seen.push(error, error.message, error.stack, error.cause);
  }
  seen.push(arm.log);
  return JSON.stringify(seen);
}

/** Refuses a write in words that quote all that it sent. */
function quoting(status: number): NonNullable<ArmDoubleOptions['refuse']> {
  return ({ method, url, body }) =>
    method === 'GET' || url.includes('listKeys') ? null : [status, 'Bad', `cannot read ${body}`];
}

describe('secrets that are planted', () => {
  it.each([
    ['AKS', AKS],
    ['Arc', ARC],
  ])('reach the service, and nothing that a caller sees (%s)', async (_name, resourceId) => {
    const arm = new ArmDouble({ registered: true, cluster: ENTRA });
    const text = await shown(arm, resourceId);
    expect(arm.bodies.join()).toContain(MARKER);
    expect(arm.bodies.join()).toContain(resourceId === AKS ? TOKEN : PLANTED);
    for (const secret of [MARKER, TOKEN, PLANTED]) expect(text).not.toContain(secret);
  });

  it('stay hidden where the service quotes them in its refusal', async () => {
    const refuse = ({ method }: { readonly method: string }) =>
      method === 'PUT' ? ([400, `Bad ${MARKER}`] as const) : null;
    const text = await shown(new ArmDouble({ registered: true, cluster: ENTRA, refuse }), AKS);
    expect(text).toContain('[redacted]');
    expect(text).not.toContain(MARKER);
  });

  it.each([400, 401, 409, 429])('stay hidden where an answer %i quotes the whole request', async (status) => {
    for (const resourceId of [AKS, ARC]) {
      const refuse = quoting(status);
      const arm = new ArmDouble({ registered: true, cluster: ENTRA, refuse });
      const text = await shown(arm, resourceId);
      for (const secret of [MARKER, TOKEN, PLANTED]) expect(text).not.toContain(secret);
    }
  });

  it.each([
    ['AKS', AKS],
    ['Arc', ARC],
  ])(
    'stay hidden where the extension quotes them as the reason of its failure (%s)',
    async (_name, resourceId) => {
      const words = `helm: ${MARKER} ${btoa(MARKER)} Endpoint=sb://x/;SharedAccessKey=${PLANTED}`;
      const statuses = [{ code: 'InstallationFailed', message: words, level: null }];
      const arm = new ArmDouble({ registered: true, extensionEnd: 'Failed', statuses });
      const text = await shown(arm, resourceId);
      expect(text).toContain('helm: [redacted] [redacted]');
      for (const secret of [MARKER, PLANTED]) expect(text).not.toContain(secret);
    },
  );

  it('stay hidden where a command prints the token of the cluster', async () => {
    const outputs = { 'kubectl get namespaces': `${TOKEN}\tActive` };
    const client = new ArmDouble({ cluster: ENTRA, outputs }).client({ clusterToken: async () => TOKEN });
    const evidence = await client.inspectCluster(AKS, { include: ['namespaces', 'pods'] });
    expect(JSON.stringify(evidence)).toContain('[redacted]');
    expect(JSON.stringify(evidence)).not.toContain(TOKEN);
  });

  it.each([403, 500, 404])('stay hidden where the keys of the Relay are refused with %i', async (status) => {
    const refuse = ({ url }: { readonly url: string }) =>
      url.includes('listKeys') ? ([status, 'Refused'] as const) : null;
    const text = await shown(new ArmDouble({ registered: true, refuse }), ARC);
    for (const secret of [MARKER, TOKEN, PLANTED]) expect(text).not.toContain(secret);
  });
});
