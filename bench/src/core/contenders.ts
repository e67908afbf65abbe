import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { bearerTokenAuthenticationPolicyName } from '@azure/core-rest-pipeline';
import {
  createClient,
  fetchTransport,
  parseAttachConfiguration,
  type Transport,
  Workspace,
} from '@azureml-kubernetes/core';
import { undiciTransport } from '@azureml-kubernetes/core/undici';
import { demoIds } from '@azureml-kubernetes/testkit';
import { ATTACH_BODY, COMPUTE, computePath, DEMO_WORKSPACE } from '../harness/demo-compute.js';

export const CONTENDERS = ['fetch', 'core-fetch', 'core-undici', 'official'] as const;
export type ContenderName = (typeof CONTENDERS)[number];

/** What is measured of each way to reach the service. */
export interface Client {
  /** Reads the compute once. */
  get(): Promise<void>;
  /** Attaches a cluster under a new name and waits until it is attached. */
  attach(name: string): Promise<void>;
}

const TOKEN = 'bench';
const credential = {
  getToken: async () => ({ token: TOKEN, expiresOnTimestamp: Date.now() + 3_600_000 }),
};

export function createContender(name: ContenderName, origin: string): Client {
  switch (name) {
    case 'fetch':
      return plainFetch(origin);
    case 'core-fetch':
      return core(origin, fetchTransport());
    case 'core-undici':
      return core(origin, undiciTransport());
    case 'official':
      return official(origin);
  }
}

function plainFetch(origin: string): Client {
  const url = `${origin}${computePath(COMPUTE)}`;
  const headers = { authorization: `Bearer ${TOKEN}`, accept: 'application/json' };
  return {
    get: async () => {
      const answer = await fetch(url, { headers });
      const { name }: { name?: unknown } = await answer.json();
      requireSame(name);
    },
    attach: () => Promise.reject(new Error('plain fetch follows no operation')),
  };
}

function core(origin: string, http: Transport): Client {
  const cloud = { resourceManager: origin, scope: `${origin}/.default`, authority: origin };
  const workspace = new Workspace({ ...DEMO_WORKSPACE, location: 'eastus' }, { credential, cloud, http });
  const client = createClient(workspace);
  const configuration = parseAttachConfiguration({ resourceId: demoIds.aksId, namespace: 'ml' });
  return {
    get: async () => requireSame((await client.get(COMPUTE)).name),
    attach: async (name) => {
      const { operation } = await client.attach(name, configuration);
      const { kind } = await client.wait(name, { operation });
      if (kind !== 'reached') throw new Error(`the attach ended as ${kind}`);
    },
  };
}

/** The stock pipeline but for one policy, which refuses to send a token over plain HTTP. */
function official(origin: string): Client {
  const client = new AzureMachineLearningWorkspaces(credential, demoIds.subscriptionId, {
    endpoint: origin,
    allowInsecureConnection: true,
  });
  client.pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  client.pipeline.addPolicy({
    name: bearerTokenAuthenticationPolicyName,
    sendRequest: (request, next) => {
      request.headers.set('authorization', `Bearer ${TOKEN}`);
      return next(request);
    },
  });
  const { resourceGroup, name: workspace } = DEMO_WORKSPACE;
  return {
    get: async () =>
      requireSame((await client.computeOperations.get(resourceGroup, workspace, COMPUTE)).name),
    attach: async (name) => {
      await client.computeOperations.beginCreateOrUpdateAndWait(resourceGroup, workspace, name, ATTACH_BODY);
    },
  };
}

function requireSame(name: unknown): void {
  if (name !== COMPUTE) throw new Error(`read ${String(name)} instead of ${COMPUTE}`);
}
