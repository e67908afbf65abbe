import { onTestFinished } from 'vitest';
import type { FakeComputeService } from '../fake-compute-service.js';
import type { Fault } from '../faults/fault.js';

/**
 * Plans faults for the vitest test that runs now, and fails that test at its end when one of them has not struck:
 * a fault that nothing ran into proves nothing. A fault that an earlier line planned counts too.
 */
export function planFaults(service: FakeComputeService, ...faults: readonly Fault[]): void {
  service.control.faults.plan(...faults);
  onTestFinished(() => service.control.faults.assertConsumed());
}
