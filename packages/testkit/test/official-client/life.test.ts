import type { ComputeResource, Kubernetes, Workspace } from '@azure/arm-machinelearning';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.js';
import { demoIds } from '../../src/seed/demo-seed.js';
import { apiVersions } from '../../src/service/api-versions.js';
import { expectNoLoss, type Stage, setTheStage } from './stage.js';

// The client is the published one with its stock pipeline: nothing of it is replaced, and it speaks HTTPS to the
// fake, which is strict. Whatever it accepts, it would have accepted from Azure.

const { resourceGroup, workspace, aksId, arcId } = demoIds;
const place = [resourceGroup, workspace] as const;
const fast = { updateIntervalInMs: 2 };
const openStage = setTheStage();

function kubernetes(resourceId: string, more: Partial<Kubernetes> = {}): ComputeResource {
  return {
    location: 'eastus',
    properties: { computeType: 'Kubernetes', resourceId, properties: { namespace: 'ml' }, ...more },
  };
}

function attach({ client }: Stage, body = kubernetes(aksId)): Promise<ComputeResource> {
  return client.computeOperations.beginCreateOrUpdateAndWait(...place, 'gpu', body, fast);
}

/** Hands every resource that the client decodes to a comparison with its JSON. */
function comparing() {
  const compared: string[] = [];
  return {
    compared,
    options: {
      onResponse: (raw: { readonly bodyAsText?: string | null }, flat: unknown): void => {
        const wire: unknown = JSON.parse(raw.bodyAsText || '{}');
        if (!Object.hasOwn(Object(wire), 'id')) return;
        expectNoLoss(flat, wire);
        compared.push(Object(wire).properties.provisioningState);
      },
    },
  };
}

describe('the official client', () => {
  it.each([
    undefined,
    ...[0, -1].map((index) => apiVersions['Microsoft.MachineLearningServices/workspaces'].at(index)),
  ])('attaches, waits, reads and detaches without loss, with api-version %s', async (apiVersion) => {
    const stage = openStage({ client: apiVersion === undefined ? {} : { apiVersion } });
    const { client, session, scopes, url } = stage;
    const { compared, options } = comparing();
    const body = {
      ...kubernetes(aksId, { description: 'GPU nodes' }),
      tags: { team: 'vision' },
      identity: { type: 'SystemAssigned,UserAssigned', userAssignedIdentities: { [demoIds.identityId]: {} } },
    };
    const attached = await client.computeOperations.beginCreateOrUpdateAndWait(...place, 'gpu', body, {
      ...fast,
      ...options,
    });
    expectNoLoss(attached, stage.lastAnswer());
    expect(attached).toMatchObject({
      name: 'gpu',
      tags: { team: 'vision' },
      properties: { computeType: 'Kubernetes', provisioningState: 'Succeeded', description: 'GPU nodes' },
    });
    await client.computeOperations.get(...place, 'gpu', options);
    expect(compared).toEqual(['Creating', 'Succeeded', 'Succeeded']);
    expect(scopes).toEqual([`${url}/.default`]);

    await client.computeOperations.beginDeleteAndWait(...place, 'gpu', 'Detach', fast);
    expect(session.service.control.computes.find('gpu')).toBeNull();
    expect(session.service.control.clusters.changes()).toEqual([]);
    await client.computeOperations.beginDeleteAndWait(...place, 'gpu', 'Detach', fast);
  });

  it('lists three pages of mixed types without loss', async () => {
    const { client, session } = openStage({ service: { modes: { pageSize: 2 } } });
    const { computes } = session.service.control;
    computes.add({ name: 'on-aks', resourceId: aksId, systemIdentity: true, tags: { a: 'b' } });
    computes.add({
      name: 'on-arc',
      resourceId: arcId,
      provisioningState: 'Failed',
      provisioningErrors: [{ error: { code: 'X', message: 'y' } }],
    });
    const virtualMachineSize = 'STANDARD_D1_V2';
    computes.add({
      name: 'machine',
      computeType: 'VirtualMachine',
      properties: { virtualMachineSize, sshPort: 22 },
    });
    computes.add({ name: 'notebook', computeType: 'ComputeInstance' });
    const pages: ComputeResource[][] = [];
    for await (const page of client.computeOperations.list(...place).byPage()) pages.push(page);
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat().map(({ properties }) => properties?.computeType)).toEqual([
      'AmlCompute',
      'Kubernetes',
      'Kubernetes',
      'VirtualMachine',
      'ComputeInstance',
    ]);
    for (const model of pages.flat())
      expectNoLoss(model, (await session.call('GET', session.compute(model.name ?? ''))).json);
  });

  it('reports a failed attach, and reads its provisioning errors', async () => {
    const stage = openStage({ service: { seed: 'troubled' } });
    const stopped = attach(stage, kubernetes(aksId.replace('demo-aks', 'stopped-aks')));
    await expect(stopped).rejects.toThrow(/stopped/);
    const failed = await stage.client.computeOperations.get(...place, 'gpu');
    expectNoLoss(failed, stage.lastAnswer());
    const { properties } = failed;
    expect(properties?.provisioningState).toBe('Failed');
    const problem = { code: 'ClusterNotReachable', message: "AKS cluster 'stopped-aks' is stopped." };
    expectNoLoss(properties?.provisioningErrors?.[0]?.error?.details?.[0], problem);
    expect(JSON.stringify(stage.lastAnswer())).toContain(JSON.stringify(problem));
  });

  it.each([
    ['cancels', /canceled/i, 'Canceled'],
    ['fails', /has failed/, 'Failed'],
  ] as const)('reports an attach that %s', async (kind, words, state) => {
    const stage = openStage();
    stage.session.service.control.faults.plan({ match: { route: 'compute.put' }, effect: { kind } });
    await expect(attach(stage)).rejects.toThrow(words);
    const { properties } = await stage.client.computeOperations.get(...place, 'gpu');
    expect(properties?.provisioningState).toBe(state);
  });

  it.each([
    { longRunning: 'location' },
    { longRunning: 'both' },
    { longRunning: 'none' },
    { retryAfterSeconds: 0 },
    { signedOperationUrl: true, operationRegion: 'westus2' },
    { statusCase: 'lower' },
    { update: 'ok' },
  ] as const)('follows operations with %j', async (modes) => {
    const stage = openStage({ service: { modes } });
    for (let round = 0; round < 2; round += 1)
      expect((await attach(stage)).properties?.provisioningState).toBe('Succeeded');
    await stage.client.computeOperations.beginDeleteAndWait(...place, 'gpu', 'Detach', fast);
    expect(stage.session.service.control.computes.find('gpu')?.provisioningState ?? 'Deleting').toBe(
      'Deleting',
    );
  });

  it('goes on with an attach that another process began', async () => {
    const { client, lastAnswer } = openStage();
    const poller = await client.computeOperations.beginCreateOrUpdate(
      ...place,
      'gpu',
      kubernetes(aksId),
      fast,
    );
    const resumeFrom = poller.toString();
    const again = await client.computeOperations.beginCreateOrUpdateAndWait(
      ...place,
      'gpu',
      kubernetes(aksId),
      {
        ...fast,
        resumeFrom,
      },
    );
    expectNoLoss(again, lastAnswer());
  });

  it('updates the scale of an AmlCompute', async () => {
    const { client, lastAnswer } = openStage();
    const settings = { properties: { scaleSettings: { maxNodeCount: 9 } } };
    const updated = await client.computeOperations.beginUpdateAndWait(
      ...place,
      'cpu-cluster',
      settings,
      fast,
    );
    expect(updated.properties).toMatchObject({ properties: { scaleSettings: { maxNodeCount: 9 } } });
    expectNoLoss(updated, lastAnswer());
  });

  it('reads the workspace, and lists those of the group', async () => {
    const { client, lastAnswer } = openStage();
    // The client's model lifts what is in `properties` to the workspace itself, and has no creationTime.
    const lifted = ({ properties, ...wire }: JsonObject) => {
      const { creationTime: _, ...known } = Object(properties);
      return { ...wire, ...known };
    };
    expectNoLoss(await client.workspaces.get(...place), lifted(lastAnswer()));
    const single = lastAnswer();
    const listed: Workspace[] = [];
    for await (const one of client.workspaces.listByResourceGroup(resourceGroup)) listed.push(one);
    expect(listed).toHaveLength(1);
    expectNoLoss(listed[0], lifted(single));
  });
});
