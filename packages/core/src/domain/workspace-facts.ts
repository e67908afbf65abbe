/** What is read of a workspace. */
export interface WorkspaceFacts {
  readonly location: string;
  /** Whether it is reached over the public network; null where it does not say. */
  readonly isPublic: boolean | null;
  readonly identity: WorkspaceIdentity;
}

/** The identity with which the service acts on clusters. */
export type WorkspaceIdentity =
  /** The service gives it the roles that an attach needs (Azure ML documentation). */
  | { readonly kind: 'system' }
  /** Its roles have to be given by hand; where there are several, only this one is used. */
  | { readonly kind: 'user'; readonly id: string; readonly principalId: string | null }
  | { readonly kind: 'none' };
