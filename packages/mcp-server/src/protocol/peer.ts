import type { Progress } from '../catalogue/tool-context.js';
import type { Ask } from '../confirm/create-confirm-detach.js';

/** The client of one request, whatever leg of the protocol it came through. */
export interface Peer {
  /** The `_meta` of the request: its progress token and its trace context. */
  readonly meta: PeerMeta | undefined;
  /** How the client names itself, for logs and display; it changes no behaviour. */
  readonly client: ClientInfo | undefined;
  /** Aborts when the request is canceled or the connection is over. */
  readonly signal: AbortSignal;
  /** Asks the person at the client; null where that cannot be done. */
  readonly ask: Ask;
  /** Notifies the client of the progress of the request. */
  sendProgress(progress: Progress & { readonly progressToken: string | number }): Promise<void>;
}

/** The `_meta` of a request, without what only the protocol reads. */
export interface PeerMeta {
  readonly progressToken?: string | number | undefined;
  readonly [key: string]: unknown;
}

/** How a client names itself. */
export interface ClientInfo {
  readonly name: string;
  readonly version: string;
}
