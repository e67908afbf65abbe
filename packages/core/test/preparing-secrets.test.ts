import { describe, expect, it } from 'vitest';
import { ComputeTargetError } from '../src/index.js';
import { AKS, ARC, ArmDouble, PLANTED } from './arm-double.js';

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
  seen.push(await client.planPreparation(target, { inCluster: 'read' }));
  try {
    const outcome = await client.prepare(target, {
      inCluster: 'write',
      beforeWrite: async (write) => void seen.push(write),
      onProgress: (event) => void seen.push(event),
    });
    seen.push(outcome);
  } catch (error) {
    if (!ComputeTargetError.isInstance(error)) throw error;
    seen.push(error, error.message, error.stack);
  }
  seen.push(arm.log);
  return JSON.stringify(seen);
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

  it.each([403, 500, 404])('stay hidden where the keys of the Relay are refused with %i', async (status) => {
    const refuse = ({ url }: { readonly url: string }) =>
      url.includes('listKeys') ? ([status, 'Refused'] as const) : null;
    const text = await shown(new ArmDouble({ registered: true, refuse }), ARC);
    for (const secret of [MARKER, TOKEN, PLANTED]) expect(text).not.toContain(secret);
  });
});
