import type { ComputeView } from '../../world/lifecycle.js';
import { computeBusy } from '../compute-faults.js';
import type { ServiceModes } from '../modes.js';

/** @throws ArmRefusal 409 while another operation is at work, unless the mode lets requests overlap */
export function refuseBusy(current: ComputeView | null, modes: ServiceModes): void {
  if (current === null || current.operation === null || modes.whileBusy === 'accept') return;
  throw computeBusy(current.record.name, current.provisioningState);
}
