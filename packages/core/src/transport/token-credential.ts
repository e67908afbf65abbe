/** The shape of the Azure SDK's `TokenCredential`, so that every credential of @azure/identity fits. */
export interface TokenCredential {
  getToken(
    scopes: string | string[],
    options?: { readonly abortSignal?: AbortSignal; readonly claims?: string },
  ): Promise<AccessToken | null>;
}

export interface AccessToken {
  readonly token: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly expiresOnTimestamp: number;
  readonly refreshAfterTimestamp?: number | undefined;
}
