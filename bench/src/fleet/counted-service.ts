import { FakeComputeService } from '@azureml-kubernetes/testkit';
import { DEMO_WORKSPACE } from '../harness/demo-compute.js';
import type { VirtualClock } from './virtual-clock.js';

/** How long each attach takes. */
const ATTACH_MS = 10 * 60_000;

/** What was asked of the service. */
export interface Counts {
  requests: number;
  /** Pages of the list. */
  pages: number;
  /** Readings of the list: its first pages. */
  readings: number;
  throttled: number;
}

export interface CountedService {
  readonly counts: Counts;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** How the service is set up. */
export interface ServiceSettings {
  /** With ARM's token buckets, or with none. */
  readonly throttle: boolean;
  /** Workspaces of the subscription. */
  readonly workspaces: number;
}

/** The way to the service and the way back, in milliseconds. */
const ONE_WAY_MS = 20;

export function workspaceName(index: number): string {
  return index === 0 ? DEMO_WORKSPACE.name : `fleet-ws-${index}`;
}

/** The fake service, which counts what reaches it. */
export function createCountedService(
  clock: VirtualClock,
  { throttle, workspaces }: ServiceSettings,
): CountedService {
  const service = new FakeComputeService({
    clock,
    throttle,
    provisioning: { attachMs: ATTACH_MS },
    journalLimit: 1,
  });
  const counts: Counts = { requests: 0, pages: 0, readings: 0, throttled: 0 };
  const { subscriptionId, resourceGroup } = DEMO_WORKSPACE;
  for (let index = 1; index < workspaces; index += 1)
    service.control.workspaces.add({ subscriptionId, resourceGroup, name: workspaceName(index) });
  return {
    counts,
    fetch: async (request) => {
      await clock.sleep(ONE_WAY_MS);
      counts.requests += 1;
      const { pathname, searchParams } = new URL(request.url);
      if (request.method === 'GET' && pathname.endsWith('/computes')) {
        counts.pages += 1;
        if (!searchParams.has('$skip')) counts.readings += 1;
      }
      const answer = await service.fetch(request);
      if (answer.status === 429) counts.throttled += 1;
      await clock.sleep(ONE_WAY_MS);
      return answer;
    },
  };
}
