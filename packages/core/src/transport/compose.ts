import type { Policy, Transport } from './transport.js';

/** Puts policies around a transport; the first one given is the outermost. */
export function compose(transport: Transport, ...policies: readonly Policy[]): Transport {
  return policies.reduceRight((next, policy) => policy(next), transport);
}
