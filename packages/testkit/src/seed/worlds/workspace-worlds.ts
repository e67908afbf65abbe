import { demoIds } from '../demo-seed.js';
import { aks, type WorldSeed, workspace, world, worldSeed } from './world-seed.js';

/** The names of the worlds of this family. */
export type WorkspaceWorld =
  | 'workspace-missing'
  | 'workspace-private'
  | 'workspace-dash'
  | 'workspace-user-identity'
  | 'workspace-roles-partial'
  | 'workspace-roles-missing';

const userIdentity = workspace({ systemIdentity: false, userIdentities: [demoIds.identityId] });

/** What can be wrong with the workspace. */
export const workspaceWorlds: Readonly<Record<WorkspaceWorld, WorldSeed>> = {
  'workspace-missing': worldSeed({
    summary: 'the cluster is there, the workspace demo-ws is not',
    basis: 'documented',
    seed: world([aks()], { workspaces: [] }),
  }),
  'workspace-private': worldSeed({
    summary: 'the workspace is reached through a private link only',
    basis: 'documented',
    seed: world([aks()], { workspaces: [workspace({ publicNetworkAccess: 'Disabled' })] }),
  }),
  'workspace-dash': worldSeed({
    summary: 'the name of the workspace, demo-ws-, ends in a hyphen: workloads fail with internal errors',
    basis: 'documented',
    seed: world([aks()], { workspaces: [workspace({ name: 'demo-ws-' })] }),
  }),
  'workspace-user-identity': worldSeed({
    summary:
      'healthy: the workspace has a user-assigned identity alone, which holds its roles on the cluster',
    basis: 'documented',
    seed: world([aks()], { workspaces: [userIdentity] }),
  }),
  'workspace-roles-partial': worldSeed({
    summary: 'the same without AKS Cluster Admin: the attach ends in an internal error',
    basis: 'documented',
    seed: world([aks({ missingRoles: ['cluster-admin'] })], { workspaces: [userIdentity] }),
  }),
  'workspace-roles-missing': worldSeed({
    summary: 'the same without any role: the PUT is refused',
    basis: 'reported',
    seed: world([aks({ workspaceAccess: false })], { workspaces: [userIdentity] }),
  }),
};
