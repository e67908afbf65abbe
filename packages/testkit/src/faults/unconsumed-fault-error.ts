import type { Fault } from './fault.js';

/** Faults were planned and the calls that they were meant for never came. */
export class UnconsumedFaultError extends Error {
  override readonly name = 'UnconsumedFaultError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(`${faults.length} planned fault(s) never struck: ${faults.map(describe).join('; ')}`);
    this.faults = faults;
  }
}

function describe({ match = {}, effect }: Fault): string {
  const kinds = [effect].flat().map(({ kind }) => kind);
  const parts = Object.entries(match).map(([name, value]) => `${name} ${String(value)}`);
  return `${kinds.join(' + ')} on ${parts.length === 0 ? 'any call' : parts.join(', ')}`;
}
