import { demoIds, FakeComputeService } from '@azureml-kubernetes/testkit';
import type { VirtualClock } from './virtual-clock.js';

/** How long each attach takes. */
const ATTACH_MS = 10 * 60_000;

/** What was asked of the service. */
export interface Counts {
  requests: number;
  lists: number;
  throttled: number;
}

export interface CountedService {
  readonly counts: Counts;
  readonly fetch: (request: Request) => Promise<Response>;
}

/** The fake service, which counts; with ARM's token buckets, or with none. */
export function createCountedService(clock: VirtualClock, throttle: boolean): CountedService {
  const service = new FakeComputeService({
    clock,
    throttle,
    provisioning: { attachMs: ATTACH_MS },
    journalLimit: 1,
  });
  const counts: Counts = { requests: 0, lists: 0, throttled: 0 };
  const list = `${demoIds.workspaceId}/computes`.toLowerCase();
  return {
    counts,
    fetch: async (request) => {
      counts.requests += 1;
      if (request.method === 'GET' && new URL(request.url).pathname.toLowerCase() === list) counts.lists += 1;
      const answer = await service.fetch(request);
      if (answer.status === 429) counts.throttled += 1;
      return answer;
    },
  };
}
