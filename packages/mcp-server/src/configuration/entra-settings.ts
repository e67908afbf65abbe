/** What a caller may do: `write` includes `read`. */
export type Access = 'read' | 'write';

/** For which tenant and application tokens are taken, and what their holders may do. */
export interface EntraSettings {
  /** The tenant's id, a GUID in lower case. */
  readonly tenant: string;
  /** The application's client id, or its App ID URI. */
  readonly audiences: readonly string[];
  /** Origin of the authority that issues tokens and publishes their keys. */
  readonly authority: string;
  /** Names of the scopes or app roles that allow each; clients are led to ask for the first. */
  readonly permissions: Readonly<Record<Access | 'prepare', readonly string[]>>;
  /** Whether a person needs an app role, too: without it the scope that the person's client asked for is enough. */
  readonly requireRoles: boolean;
  /** Whether only tokens of people are taken, because Azure is called on their behalf. */
  readonly peopleOnly: boolean;
}
