import { HttpRefusal } from '../exchange/http-refusal.js';
import type { HttpCaller } from './http-caller.js';
import type { ResourceMetadata } from './resource-metadata.js';

/** How callers are told apart. */
export interface Authentication {
  /** @throws HttpRefusal 401 or 403 with a challenge, or 503 while callers cannot be recognised. */
  authenticate(authorization: string | undefined): Promise<HttpCaller>;
  /** Whom a token names, before it is checked; null where none is named. Only to be compared, never to be trusted. */
  claimedPrincipal(authorization: string | undefined): string | null;
  /** Published for clients; null without sign-in. */
  readonly metadata: ResourceMetadata | null;
  /** The answer to a caller without the right to the tool that is called. */
  toolRefused(): HttpRefusal;
}

/** For a server that only this machine can reach: every client that reaches it may do everything. */
export const noAuthentication: Authentication = {
  claimedPrincipal: () => null,
  authenticate: async () => ({ principal: 'local', access: 'write', mayPrepare: true, token: null }),
  metadata: null,
  toolRefused: () => new HttpRefusal(403, 'Reading only'),
};
