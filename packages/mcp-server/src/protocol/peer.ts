import type { Progress } from '../catalogue/tool-context.js';
import type { Ask } from '../confirm/ask.js';

/** The client of one request, whatever leg of the protocol it came through. */
export interface Peer {
  /** The `_meta` of the request: its progress token and its trace context. */
  readonly meta: PeerMeta | undefined;
  /** How the client names itself, for logs and display; it changes no behaviour. */
  readonly client: ClientInfo | undefined;
  /** Aborts when the request is canceled or the connection is over. */
  readonly signal: AbortSignal;
  /** How the person at the client is asked. */
  readonly asking: Asking;
  /** Notifies the client of the progress of the request. */
  sendProgress(progress: Progress & { readonly progressToken: string | number }): Promise<void>;
}

/** The two ways to a person. */
export type Asking =
  /** The client is sent a request, and the call waits. */
  | { readonly kind: 'by-request'; readonly ask: Ask }
  /** The call ends, and the client makes it again with the answer. */
  | ({ readonly kind: 'by-retry' } & Retry);

/** What a request brings of an earlier one that could not go on without an answer. It is not verified yet. */
export interface Retry {
  /** Whether the client can show a form to the person. */
  readonly canAsk: boolean;
  /** Undefined where no state came. */
  readonly state: unknown;
  /** The answers, by key. */
  readonly responses: Readonly<Record<string, unknown>> | undefined;
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
