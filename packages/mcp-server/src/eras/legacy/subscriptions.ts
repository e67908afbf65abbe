import { RPC_CODES, RpcError } from '../../protocol/rpc-error.js';

/** More computes than one client watches. */
const MAX_SUBSCRIPTIONS = 100;

/** What one session listens to, by URI. */
export class Subscriptions {
  readonly #stops = new Map<string, () => void>();
  #over = false;

  /** Listens once, however often it is asked for. */
  add(uri: string, listen: () => () => void): void {
    if (this.#over || this.#stops.has(uri)) return;
    if (this.#stops.size >= MAX_SUBSCRIPTIONS) {
      const problem = `${MAX_SUBSCRIPTIONS} resources are subscribed to already; unsubscribe from one first`;
      throw new RpcError(RPC_CODES.invalidRequest, problem);
    }
    this.#stops.set(uri, listen());
  }

  remove(uri: string): void {
    this.#stops.get(uri)?.();
    this.#stops.delete(uri);
  }

  /** The session is over: nothing is listened to any more, and never will be. */
  end(): void {
    this.#over = true;
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
  }
}
