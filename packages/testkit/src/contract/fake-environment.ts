import { FakeComputeService } from '../fake-compute-service.js';
import { startFakeServer } from '../http/start-fake-server.js';
import { demoIds } from '../seed/demo-seed.js';
import type { FakeServiceOptions } from '../service-options.js';
import { ManualClock } from '../time/manual-clock.js';
import type { ContractEnvironment } from './contract-environment.js';

/** The fake, in-process, on a clock of its own. */
export async function fakeEnvironment(options: FakeServiceOptions = {}): Promise<ContractEnvironment> {
  return environmentOf(new FakeComputeService({ clock: new ManualClock(), ...options }));
}

/** The fake behind an HTTP server on the loopback. */
export async function fakeServerEnvironment(options: FakeServiceOptions = {}): Promise<ContractEnvironment> {
  const service = new FakeComputeService({ clock: new ManualClock(), ...options });
  const server = await startFakeServer(service);
  return {
    ...environmentOf(service),
    fetch: (request) => fetch(request),
    endpoint: server.url,
    close: () => server.close(),
  };
}

/** A fake that is steered from elsewhere, in-process. */
export function environmentOf(service: FakeComputeService): ContractEnvironment {
  return {
    kind: 'fake',
    fetch: service.fetch,
    endpoint: 'https://management.azure.com',
    apiVersion: '2024-04-01',
    workspaceId: demoIds.workspaceId,
    clusterId: demoIds.aksId,
    namespace: 'default',
    token: async () => 'contract',
    pass: (ms) => service.control.time.advance(ms),
    close: async () => undefined,
  };
}
