import { demoIds, FakeComputeService } from '@azureml-kubernetes/testkit';
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

/** The fake service, which counts; with ARM's token buckets, or with none. */
export function createCountedService(clock: VirtualClock, throttle: boolean): CountedService {
  const service = new FakeComputeService({
    clock,
    throttle,
    provisioning: { attachMs: ATTACH_MS },
    journalLimit: 1,
  });
  const counts: Counts = { requests: 0, pages: 0, readings: 0, throttled: 0 };
  const list = `${demoIds.workspaceId}/computes`.toLowerCase();
  return {
    counts,
    fetch: async (request) => {
      counts.requests += 1;
      const { pathname, searchParams } = new URL(request.url);
      if (request.method === 'GET' && pathname.toLowerCase() === list) {
        counts.pages += 1;
        if (!searchParams.has('$skip')) counts.readings += 1;
      }
      const answer = await service.fetch(request);
      if (answer.status === 429) counts.throttled += 1;
      return answer;
    },
  };
}
