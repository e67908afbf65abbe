import type { ClusterKind } from '../../domain/ids/resource-ids.js';
import type { BuiltInRole } from '../../domain/role-assignment.js';
import { WORKSPACE_ROLES } from '../../domain/role-assignment.js';

/** A role that the identity of a workspace needs. */
export interface WantedGrant {
  readonly role: BuiltInRole;
  /** ARM id of the cluster or of its Relay; never anything above them. */
  readonly scope: string;
}

const CONTRIBUTOR: BuiltInRole = { id: 'b24988ac-6180-42a0-ab88-20f7382dd24c', name: 'Contributor' };
const RELAY_OWNER: BuiltInRole = { id: '2787bf04-f1f5-4bfe-8383-c8a24483ee38', name: 'Azure Relay Owner' };

/** Where the roles are needed. */
export interface GrantScopes {
  readonly kind: ClusterKind;
  readonly cluster: string;
  /** Whether the workspace reaches the cluster by trusted access. */
  readonly usesTrustedAccess: boolean;
  /** ARM id of the Relay namespace; null where there is none. */
  readonly relay: string | null;
}

/** The roles that a user-assigned identity of a workspace needs (Azure ML documentation, attach a cluster). */
export function wantedGrants({
  kind,
  cluster,
  usesTrustedAccess,
  relay,
}: GrantScopes): readonly WantedGrant[] {
  return [
    ...WORKSPACE_ROLES[kind].map((role) => ({ role, scope: cluster })),
    ...(kind === 'aks' && usesTrustedAccess ? [{ role: CONTRIBUTOR, scope: cluster }] : []),
    ...(relay === null ? [] : [{ role: RELAY_OWNER, scope: relay }]),
  ];
}
