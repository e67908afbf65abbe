import type { WorkspaceAccess } from '../service/service.js';
import type { Transport } from '../transport/transport.js';

/** Requests a second for all polls of one subscription together: a sixth of what the service allows one principal. */
const REQUESTS_PER_SECOND = 4;

/** What the polls of all workspaces of one subscription cost, so that together they keep to one pace. */
export class PollingLoad {
  /** Requests of one round, by who polls. */
  readonly #rounds = new Map<object, number>();
  #total = 0;

  /** Takes note of what one round of a workspace's polls costs now; nothing once it polls no more. */
  note(owner: object, requests: number): void {
    this.#total += requests - (this.#rounds.get(owner) ?? 0);
    if (requests === 0) this.#rounds.delete(owner);
    else this.#rounds.set(owner, requests);
  }

  /** The shortest delay between two rounds that keeps all of them within their requests a second, in milliseconds. */
  get leastDelayMs(): number {
    return (this.#total / REQUESTS_PER_SECOND) * 1_000;
  }
}

const loads = new WeakMap<Transport, Map<string, PollingLoad>>();

/**
 * The load that all clients share which poll one subscription through one transport. A transport stands for one
 * principal, and Azure counts requests by principal and subscription.
 */
export function pollingLoadOf({
  transport,
  subscriptionId,
}: Pick<WorkspaceAccess, 'transport' | 'subscriptionId'>): PollingLoad {
  const bySubscription = loads.get(transport) ?? new Map<string, PollingLoad>();
  loads.set(transport, bySubscription);
  const key = subscriptionId.toLowerCase();
  const load = bySubscription.get(key) ?? new PollingLoad();
  bySubscription.set(key, load);
  return load;
}
