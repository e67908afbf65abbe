import { computeBusy } from '../../refusals/compute-refusals.js';
import type { ServiceModes } from '../../service/modes/modes.js';
import type { ComputeView } from '../../world/lifecycle.js';

/** @throws ArmRefusal 409 while another operation is at work, unless the mode lets requests overlap */
export function refuseBusy(current: ComputeView | null, modes: ServiceModes): void {
  if (current === null || current.operation === null || modes.whileBusy === 'accept') return;
  throw computeBusy(current.record.name, current.provisioningState);
}
