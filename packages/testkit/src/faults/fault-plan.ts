import { checkFault } from './check-fault.js';
import type { Fault, FaultEffect, FaultMatch } from './fault.js';
import { fitsRoute } from './fits-route.js';
import type { RouteName } from './route-name.js';
import { UnconsumedFaultError } from './unconsumed-fault-error.js';

/** What a fault can be matched on. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly route: RouteName | null;
}

interface PlannedFault {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/**
 * Faults that wait for their calls. Each call is hit by one fault at most, the one planned first; so two planned
 * refusals mean two refused calls.
 */
export class FaultPlan {
  #planned: PlannedFault[] = [];

  /** @throws RangeError for a fault that could not be carried out, such as one with a negative delay */
  plan(...faults: readonly Fault[]): void {
    for (const fault of faults) checkFault(fault);
    for (const fault of faults) this.#planned.push({ fault, seen: 0, struck: 0 });
  }

  /** The effects that hit this call; they count as consumed. A fault that could not show on this call goes on waiting. */
  take(target: FaultTarget): readonly FaultEffect[] {
    let chosen: PlannedFault | null = null;
    for (const planned of this.#planned) {
      if (!isMeantFor(planned.fault, target)) continue;
      planned.seen += 1;
      const due = planned.seen >= (planned.fault.match?.nth ?? 1) && !isUsedUp(planned);
      if (due && chosen === null) chosen = planned;
    }
    if (chosen === null) return [];
    chosen.struck += 1;
    return [chosen.fault.effect].flat();
  }

  /** Faults that have not struck as often as planned; one with `times: -1` must strike once. */
  get unconsumed(): readonly Fault[] {
    return this.#planned
      .filter(({ fault, struck }) => struck < Math.abs(fault.times ?? 1))
      .map(({ fault }) => fault);
  }

  /** For the end of a test. @throws UnconsumedFaultError */
  assertConsumed(): void {
    if (this.unconsumed.length > 0) throw new UnconsumedFaultError(this.unconsumed);
  }

  clear(): void {
    this.#planned = [];
  }
}

function isUsedUp({ fault, struck }: PlannedFault): boolean {
  return fault.times !== -1 && struck >= (fault.times ?? 1);
}

/** A fault waits for a call on which all of its effects can show. */
function isMeantFor({ match = {}, effect }: Fault, target: FaultTarget): boolean {
  return matches(match, target) && [effect].flat().every((one) => fitsRoute(one, target.route));
}

function matches({ method, path, route }: FaultMatch, target: FaultTarget): boolean {
  if (method !== undefined && method.toUpperCase() !== target.method) return false;
  if (route !== undefined && route !== target.route) return false;
  if (path instanceof RegExp)
    return new RegExp(path.source, path.flags.replace(/[gy]/g, '')).test(target.path);
  return path === undefined || target.path.toLowerCase().includes(path.toLowerCase());
}
