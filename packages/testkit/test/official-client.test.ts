import {
  AzureMachineLearningWorkspaces,
  type ComputeResource,
  type Kubernetes,
} from '@azure/arm-machinelearning';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeServer, startFakeServer } from '../src/http/start-fake-server.js';
import { isJsonObject, type JsonObject } from '../src/json.js';
import { demoIds } from '../src/seed/demo-seed.js';
import { checked, openSession, type Session } from './session.js';

// The client is the published one with its stock pipeline: nothing of it is replaced, and it speaks HTTPS to the
// fake. Whatever it accepts, it would have accepted from Azure.

const { subscriptionId, resourceGroup, workspace, aksId, arcId } = demoIds;
const fast = { updateIntervalInMs: 2 };

interface Stage {
  readonly session: Session;
  readonly client: AzureMachineLearningWorkspaces;
  readonly scopes: string[];
}

let tls: { readonly cert: string; readonly key: string };
let server: FakeServer;
let stage: Stage;

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  tls = { cert, key };
  // One server for all tests; each test puts its own service behind it.
  server = await startFakeServer({ fetch: async (request) => serveStage(new Request(request)) }, { tls });
});
afterAll(() => server.close());
beforeEach(() => {
  stage = openStage();
});

async function serveStage(request: Request): Promise<Response> {
  const { session } = stage;
  await session.clock.advance(1000);
  return checked(session.service)(request);
}

function openStage(options: Parameters<typeof openSession>[0] = {}): Stage {
  const scopes: string[] = [];
  const credential = {
    getToken: async (asked: string | string[]) => {
      scopes.push(...[asked].flat());
      return { token: 'secret-token', expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
  const settings = { endpoint: server.url, tlsOptions: { ca: tls.cert } };
  const client = new AzureMachineLearningWorkspaces(credential, subscriptionId, settings);
  return { session: openSession(options), client, scopes };
}

function kubernetes(resourceId: string, more: Partial<Kubernetes> = {}): ComputeResource {
  return {
    location: 'eastus',
    properties: { computeType: 'Kubernetes', resourceId, properties: { namespace: 'ml' }, ...more },
  };
}

/** Every member of the wire's JSON is in the model, with the same value; instants are compared to the millisecond. */
function expectNoLoss(model: unknown, wire: unknown, path = '$'): void {
  if (Array.isArray(wire)) {
    expect(model, path).toHaveLength(wire.length);
    for (const [index, entry] of wire.entries())
      expectNoLoss((model as unknown[])[index], entry, `${path}[${index}]`);
  } else if (isJsonObject(wire)) {
    for (const [name, value] of Object.entries(wire))
      expectNoLoss((model as JsonObject)[name], value, `${path}.${name}`);
  } else if (model instanceof Date) expect(model.getTime(), path).toBe(new Date(String(wire)).getTime());
  else expect(model, path).toEqual(wire);
}

describe('the official client', () => {
  it('attaches, waits, reads back without loss, and detaches', async () => {
    const { client, session, scopes } = stage;
    const body = {
      ...kubernetes(aksId, { description: 'GPU nodes' }),
      tags: { team: 'vision' },
      identity: { type: 'SystemAssigned' },
    };
    const attached = await client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'gpu',
      body,
      fast,
    );
    expect(attached.properties).toMatchObject({ computeType: 'Kubernetes', provisioningState: 'Succeeded' });
    expect(scopes[0]).toBe(`${server.url}/.default`);

    const { json } = await session.call('GET', session.compute('gpu'));
    expectNoLoss(await client.computeOperations.get(resourceGroup, workspace, 'gpu'), json);

    await client.computeOperations.beginDeleteAndWait(resourceGroup, workspace, 'gpu', 'Detach', fast);
    expect(session.service.control.computes.find('gpu')).toBeNull();
    expect(session.service.control.clusters.touches()).toEqual([]);
  });

  it('lists three pages of mixed types without loss', async () => {
    stage = openStage({ modes: { pageSize: 2 } });
    const { client, session } = stage;
    const { computes } = session.service.control;
    computes.add({ name: 'on-aks', resourceId: aksId, systemIdentity: true, tags: { a: 'b' } });
    computes.add({
      name: 'on-arc',
      resourceId: arcId,
      provisioningState: 'Failed',
      provisioningErrors: [{ error: { code: 'X', message: 'y' } }],
    });
    computes.add({
      name: 'machine',
      computeType: 'VirtualMachine',
      properties: { virtualMachineSize: 'STANDARD_D1_V2', sshPort: 22 },
    });
    computes.add({ name: 'notebook', computeType: 'ComputeInstance' });
    const pages: ComputeResource[][] = [];
    for await (const page of client.computeOperations.list(resourceGroup, workspace).byPage())
      pages.push(page);
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
    stage = openStage({ seed: 'troubled' });
    const { client, session } = stage;
    const stopped = aksId.replace('demo-aks', 'stopped-aks');
    const attach = client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'gpu',
      kubernetes(stopped),
      fast,
    );
    await expect(attach).rejects.toThrow(/stopped/);
    const { properties } = await client.computeOperations.get(resourceGroup, workspace, 'gpu');
    expect(properties?.provisioningState).toBe('Failed');
    const { json } = await session.call('GET', session.compute('gpu'));
    expectNoLoss(properties?.provisioningErrors?.[0]?.error?.details?.[0], {
      code: 'ClusterNotReachable',
      message: "AKS cluster 'stopped-aks' is stopped.",
    });
    expect(JSON.stringify(json)).toContain('ClusterNotReachable');
  });

  it('reports a canceled attach', async () => {
    stage.session.service.control.faults.plan({
      match: { route: 'compute.put' },
      effect: { kind: 'cancels' },
    });
    const attach = stage.client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'gpu',
      kubernetes(aksId),
      fast,
    );
    await expect(attach).rejects.toThrow(/canceled/i);
  });

  it('tries again when it is throttled, as often as it was refused', async () => {
    const { client, session } = stage;
    const { faults, requests } = session.service.control;
    faults.plan({ times: 2, effect: { kind: 'error', status: 429, headers: { 'retry-after-ms': '1' } } });
    await client.computeOperations.get(resourceGroup, workspace, 'cpu-cluster');
    expect(requests.entries().map(({ outcome }) => outcome)).toEqual([429, 429, 200]);
    faults.assertConsumed();
  });

  it('answers a claims challenge with another token', async () => {
    const { client, session, scopes } = stage;
    session.service.control.faults.plan({ effect: { kind: 'claims-challenge' } });
    await client.computeOperations.get(resourceGroup, workspace, 'cpu-cluster');
    expect(scopes).toHaveLength(2);
  });

  it('turns refusals into errors with status and code', async () => {
    const { client } = stage;
    const get = client.computeOperations.get(resourceGroup, workspace, 'nothing');
    await expect(get).rejects.toMatchObject({ statusCode: 404, code: 'ResourceNotFound' });
    await client.computeOperations.beginCreateOrUpdate(
      resourceGroup,
      workspace,
      'gpu',
      kubernetes(aksId),
      fast,
    );
    const again = client.computeOperations.beginCreateOrUpdate(
      resourceGroup,
      workspace,
      'gpu',
      kubernetes(aksId),
      fast,
    );
    await expect(again).rejects.toMatchObject({ statusCode: 409, code: 'Conflict' });
  });

  it.each(['location', 'both', 'none'] as const)('follows operations in mode %s', async (longRunning) => {
    stage = openStage({ modes: { longRunning } });
    const { client } = stage;
    const attached = await client.computeOperations.beginCreateOrUpdateAndWait(
      resourceGroup,
      workspace,
      'gpu',
      kubernetes(aksId),
      fast,
    );
    expect(attached.properties?.provisioningState).toBe('Succeeded');
  });

  it('updates the scale of an AmlCompute', async () => {
    const { client } = stage;
    const settings = { properties: { scaleSettings: { maxNodeCount: 9 } } };
    const updated = await client.computeOperations.beginUpdateAndWait(
      resourceGroup,
      workspace,
      'cpu-cluster',
      settings,
      fast,
    );
    expect(updated.properties).toMatchObject({ properties: { scaleSettings: { maxNodeCount: 9 } } });
  });

  it('reads the workspace', async () => {
    const { client } = stage;
    expect(await client.workspaces.get(resourceGroup, workspace)).toMatchObject({
      location: 'eastus',
      name: workspace,
    });
  });
});
