import { expect, it } from 'vitest';
import { FakeComputeService } from '../fake-compute-service.js';
import { planFaults } from './plan-faults.js';

const reset = { match: { route: 'workspace.get' }, effect: { kind: 'reset', when: 'before' } } as const;

it('lets a test pass whose fault has struck', async () => {
  const service = new FakeComputeService();
  planFaults(service, reset);
  const url = `https://management.azure.com${service.control.workspaces.list()[0]?.id}?api-version=2024-04-01`;
  await expect(service.fetch(new Request(url, { headers: { authorization: 'Bearer t' } }))).rejects.toThrow();
});

it.fails('fails a test whose fault has not', () => {
  const service = new FakeComputeService();
  planFaults(service, reset);
  // This holds; what fails is the end of the test, which `it.fails` expects.
  expect(service.control.faults.unconsumed).toHaveLength(1);
});
