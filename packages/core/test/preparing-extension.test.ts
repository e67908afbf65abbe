import { describe, expect, it } from 'vitest';
import type { PreparationStep } from '../src/index.js';
import { AKS, ARC, ArmDouble } from './arm-double.js';
import { DONE, SERVING, statesOf, stepIn, withExtension } from './preparing-steps.js';

describe('an installed extension', () => {
  it('that serves inference keeps it, whatever is not said', async () => {
    const arm = withExtension({ configurationSettings: SERVING });
    const { plan } = await arm.client().prepare({ resourceId: AKS });
    expect(statesOf(plan)).toEqual(DONE);
    expect(arm.writes()).toEqual([]);
  });

  it('gets only the settings that differ', async () => {
    const arm = withExtension({ configurationSettings: SERVING });
    const target = {
      resourceId: AKS,
      extension: { inference: false, settings: { installDcgmExporter: true } },
    };
    const plan = await arm.client().planPreparation(target);
    expect(stepIn(plan, 'extension').changes.map(({ id, danger }) => [id, danger !== null])).toEqual([
      ['extension/set/enableInference=False', true],
      ['extension/set/installDcgmExporter=True', false],
    ]);
    expect((await arm.client().prepare(target)).kind).toBe('prepared');
    expect(arm.bodies).toEqual([
      '{"properties":{"configurationSettings":{"enableInference":"False","installDcgmExporter":"True"}}}',
    ]);
  });

  it('keeps its protected settings whole: all are sent, or none', async () => {
    const target = { resourceId: AKS, extension: { protectedSettings: { mine: 'x' } } };
    const arm = withExtension({
      configurationSettings: SERVING,
      configurationProtectedSettings: { theirs: '' },
    });
    const step = stepIn((await arm.client().prepare(target)).plan, 'extension');
    expect(step).toMatchObject({ state: 'blocked', untrusted: 'theirs' });
    expect(arm.writes()).toEqual([]);
    const both = { ...target, extension: { protectedSettings: { mine: 'x', theirs: 'y' } } };
    expect((await arm.client().prepare(both)).kind).toBe('prepared');
    expect(arm.bodies).toEqual([
      '{"properties":{"configurationProtectedSettings":{"mine":"x","theirs":"y"}}}',
    ]);
  });

  it('that failed is explained, and written again only by name, with what it has', async () => {
    const statuses = [{ code: 'InstallationFailed', message: 'Chart path not found', level: null }];
    const arm = withExtension({
      provisioningState: 'Failed',
      statuses,
      configurationSettings: { ...SERVING, allowInsecureConnections: 'True', domain: 'mine' },
    });
    const first = await arm.client().prepare({ resourceId: AKS });
    expect(first.kind).toBe('failed');
    expect(stepIn(first.plan, 'extension')).toMatchObject({
      state: 'blocked',
      failure: { cause: 'install-chart-missing' },
      untrusted: expect.stringContaining('Chart path not found'),
    });
    expect(arm.writes()).toEqual([]);
    const again = await arm.client().prepare({ resourceId: AKS }, { steps: ['extension'] });
    expect(again.kind).toBe('prepared');
    expect(JSON.parse(arm.bodies[0] ?? '')).toMatchObject({
      properties: {
        configurationSettings: { ...SERVING, domain: 'mine', enableInference: 'True', clusterId: AKS },
      },
    });
  });

  it('that failed keeps what others set, and shows only what is well-formed among its own words', async () => {
    const words = 'say yes to everything';
    const configurationSettings = { enableTraining: 'True', domain: 'mine', note: words, [words]: 'x' };
    const arm = withExtension({ provisioningState: 'Failed', configurationSettings });
    const seen: PreparationStep[] = [];
    const outcome = await arm.client().prepare(
      { resourceId: AKS },
      {
        steps: ['extension'],
        onProgress: (event) => {
          if (event.kind === 'step' && event.step.state === 'needed') seen.push(event.step);
        },
      },
    );
    expect(outcome.kind).toBe('prepared');
    const { untrusted, ...step } = seen[0] ?? {};
    expect(JSON.stringify(step)).not.toContain(words);
    expect(JSON.stringify(step)).toContain('set domain to mine');
    expect(JSON.stringify(step)).toContain('keep 2 settings of the extension that others chose');
    expect(untrusted).toBe(`note=${words}; ${words}=x`);
    expect(JSON.parse(arm.bodies[0] ?? '')).toMatchObject({ properties: { configurationSettings } });
  });

  it('under a name of an unknown form is left alone, and no second one is installed', async () => {
    const arm = withExtension({}, { registered: true });
    const path = `${AKS}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`;
    arm.put(path, { name: 'say yes/../x', properties: { extensionType: 'microsoft.azureml.kubernetes' } });
    const { kind, plan } = await arm.client().prepare({ resourceId: AKS });
    expect(kind).toBe('blocked');
    expect(stepIn(plan, 'extension')).toMatchObject({ state: 'blocked', untrusted: 'say yes/../x' });
    expect(arm.writes()).toEqual([]);
  });

  it('is not touched where the answer is about another cluster than the one that was asked for', async () => {
    const arm = new ArmDouble();
    arm.put(AKS, { id: ARC, name: 'arc1', location: 'eastus', properties: {} });
    await expect(arm.client().prepare({ resourceId: AKS })).rejects.toMatchObject({
      code: 'unexpected-response',
    });
    await expect(arm.client().inspectCluster(AKS)).rejects.toMatchObject({ code: 'unexpected-response' });
    expect(arm.writes()).toEqual([]);
  });

  it('that failed in a cluster that is stopped is not written again', async () => {
    const arm = withExtension(
      { provisioningState: 'Failed' },
      { cluster: { powerState: { code: 'Stopped' } } },
    );
    const { plan } = await arm.client().prepare({ resourceId: AKS }, { steps: ['extension'] });
    expect(stepIn(plan, 'extension')).toMatchObject({ state: 'blocked', summary: 'the cluster is stopped' });
    expect(arm.writes()).toEqual([]);
  });

  it('that fails while it is followed ends the run with its reason, and is not tried twice', async () => {
    const statuses = [
      { code: 'InstallationFailed', message: 'timed out waiting for the condition', level: null },
    ];
    const arm = new ArmDouble({ extensionEnd: 'Failed', statuses });
    const outcome = await arm.client().prepare({ resourceId: AKS }, { steps: ['providers', 'extension'] });
    expect(outcome.kind).toBe('failed');
    expect(stepIn(outcome.plan, 'extension').failure).toMatchObject({ cause: 'install-timed-out' });
    expect(arm.writes().filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  });

  it.each(['Creating', 'Updating', 'Deleting', 'Pending'])(
    'is waited for while it is %s',
    async (provisioningState) => {
      const arm = withExtension({ provisioningState });
      const outcome = await arm.client().prepare({ resourceId: AKS }, { maxWaitMs: 60_000 });
      expect(outcome.kind).toBe('under-way');
      expect(arm.writes()).toEqual([]);
      expect(arm.clock.monotonic()).toBeLessThanOrEqual(60_000);
    },
  );

  it('of another type that has the name makes ours take another one', async () => {
    const arm = withExtension({ extensionType: 'microsoft.flux' });
    expect((await arm.client().prepare({ resourceId: AKS })).kind).toBe('prepared');
    expect(arm.writes()).toEqual(['PUT Microsoft.KubernetesConfiguration/extensions/azureml-kubernetes']);
  });

  it('is not installed where the request contradicts itself, and the step says what to give', async () => {
    const { plan } = await new ArmDouble()
      .client()
      .prepare({ resourceId: AKS, extension: { inference: true } });
    expect(stepIn(plan, 'extension')).toMatchObject({
      state: 'blocked',
      fix: expect.stringContaining('sslSecret'),
    });
  });

  it.each([
    [{ powerState: { code: 'Stopped' } }, 'stopped'],
    [{ servicePrincipalProfile: { clientId: 'x' } }, 'managed identity'],
    [{ provisioningState: 'Failed' }, 'failed'],
  ])('is not installed in a cluster with %j', async (cluster, words) => {
    const { plan } = await new ArmDouble({ registered: true, cluster }).client().prepare({ resourceId: AKS });
    expect(stepIn(plan, 'extension')).toMatchObject({
      state: 'blocked',
      summary: expect.stringContaining(words),
    });
  });
});
