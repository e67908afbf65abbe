import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { demoIds } from '@azureml-kubernetes/testkit';
import { ATTACH_BODY, DEMO_WORKSPACE } from '../harness/demo-compute.js';
import { type CountedService, workspaceName } from './counted-service.js';
import type { Fleet } from './fleet.js';
import type { VirtualClock } from './virtual-clock.js';

/**
 * The official client itself, with its stock pipeline and polling. It takes its time from `setTimeout`, so that is what
 * the clock stands for; its requests go to the fake service without a network in between.
 */
export async function createOfficialFleet(clock: VirtualClock, service: CountedService): Promise<Fleet> {
  takeOverTimers(clock);
  const { AzureMachineLearningWorkspaces } = await import('@azure/arm-machinelearning');
  const getToken = async () => ({ token: 'bench', expiresOnTimestamp: Date.now() + 3_600_000 });
  const client = new AzureMachineLearningWorkspaces({ getToken }, demoIds.subscriptionId, {
    httpClient: createHttpClient(service),
  });
  const { resourceGroup } = DEMO_WORKSPACE;
  return {
    attach: async ({ name, workspace }) => {
      const place = workspaceName(workspace);
      await client.computeOperations.beginCreateOrUpdateAndWait(resourceGroup, place, name, ATTACH_BODY);
      return null;
    },
  };
}

function createHttpClient({ fetch }: CountedService): HttpClient {
  return {
    sendRequest: async (request) => {
      const { method, url, body } = request;
      const headers = Object.fromEntries(request.headers);
      const sent = new Request(url, { method, headers, ...(typeof body === 'string' ? { body } : {}) });
      const answer = await fetch(sent);
      const received = createHttpHeaders(Object.fromEntries(answer.headers));
      return { request, status: answer.status, headers: received, bodyAsText: await answer.text() };
    },
  };
}

function takeOverTimers(clock: VirtualClock): void {
  const cancels = new Map<unknown, () => void>();
  const start = (run: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): object => {
    const timer = { ref: () => timer, unref: () => timer };
    const cancel = clock.schedule(() => {
      cancels.delete(timer);
      run(...args);
    }, delayMs);
    cancels.set(timer, cancel);
    return timer;
  };
  const stop = (timer: unknown): void => {
    cancels.get(timer)?.();
    cancels.delete(timer);
  };
  Object.assign(globalThis, { setTimeout: start, clearTimeout: stop });
}
