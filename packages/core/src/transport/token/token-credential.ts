/** The shape of the Azure SDK's `TokenCredential`, so that every credential of @azure/identity fits. */
export interface TokenCredential {
  /**
   * Gives a token for the scopes, or null. `claims` are those of a challenge of the service; `tenantId` is the tenant that the
   * service names after it refused the token of another one.
   */
  getToken(
    scopes: string | string[],
    options?: { readonly abortSignal?: AbortSignal; readonly claims?: string; readonly tenantId?: string },
  ): Promise<AccessToken | null>;
}

/** A bearer token and when it ends. */
export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresOnTimestamp: number;
  readonly refreshAfterTimestamp?: number | undefined;
}
