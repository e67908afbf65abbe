import type { Access } from '../../configuration/entra-settings.js';

/** Who calls over HTTP. */
export interface HttpCaller {
  /** Stable and unique: tenant and object id, or one fixed word without sign-in. */
  readonly principal: string;
  readonly access: Access;
  /** Whether the caller may prepare clusters, and look into them. */
  readonly mayPrepare: boolean;
  /** The verified access token, for on-behalf-of only; null without sign-in. */
  readonly token: string | null;
}
