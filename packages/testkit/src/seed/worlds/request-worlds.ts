import { demoIds } from '../demo-seed.js';
import {
  aks,
  attachWorld,
  computeWorld,
  OTHER_SUBSCRIPTION,
  place,
  type WorldSeed,
  workspace,
  world,
  worldSeed,
} from './world-seed.js';

/** The names of the worlds of this family. */
export type RequestWorld =
  | 'name-refused'
  | 'update-refused'
  | 'api-version-refused'
  | 'caller-reader'
  | 'caller-nobody'
  | 'caller-blind'
  | 'caller-resource-scoped'
  | 'caller-without-cluster-admin'
  | 'caller-cannot-assign'
  | 'identity-missing'
  | 'subscription-forbidden';

const ML = 'Microsoft.MachineLearningServices/workspaces';
const group = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}`;

/** Requests that are refused at once, mostly because of the caller. */
export const requestWorlds: Readonly<Record<RequestWorld, WorldSeed>> = {
  'name-refused': worldSeed({
    summary: 'every name of a compute is refused as too long',
    basis: 'reported',
    seed: attachWorld({
      kind: 'error',
      status: 400,
      code: 'BadRequest',
      message: 'Compute name is invalid: it may have 2 to 16 characters.',
    }),
  }),
  'update-refused': worldSeed({
    summary: 'the compute gpu is there in namespace old, and a PUT over it is refused',
    basis: 'reported',
    seed: {
      ...computeWorld({ namespace: 'old' }),
      faults: [
        {
          match: { route: 'compute.put' },
          times: -1,
          effect: { kind: 'error', status: 400, message: "A Kubernetes compute doesn't support update." },
        },
      ],
    },
  }),
  'api-version-refused': worldSeed({
    summary: 'the api-version of an attach is not served in the region',
    basis: 'documented',
    seed: attachWorld({
      kind: 'error',
      status: 400,
      code: 'NoRegisteredProviderFound',
      message: "Supported api-versions: '2022-05-01, 2022-10-01'.",
    }),
  }),
  'caller-reader': worldSeed({
    summary: 'the caller may read everything and change nothing',
    basis: 'documented',
    seed: world([aks()], { grants: [{ scope: '/', actions: ['*/read'], notActions: [] }] }),
  }),
  'caller-nobody': worldSeed({
    summary: 'the caller may do nothing at all',
    basis: 'documented',
    seed: world([aks()], { grants: [] }),
  }),
  'caller-blind': worldSeed({
    summary: 'the caller may do everything with computes, and sees nothing beside them',
    basis: 'documented',
    seed: world([aks()], {
      grants: [
        {
          scope: '/',
          actions: [`${ML}/computes/*`, 'Microsoft.MachineLearningServices/locations/*'],
          notActions: [],
        },
      ],
    }),
  }),
  'caller-resource-scoped': worldSeed({
    summary:
      'the caller has rights on workspace and cluster, none on their group: operations cannot be followed',
    basis: 'documented',
    seed: world([aks()], {
      grants: [
        { scope: demoIds.workspaceId, actions: ['*'], notActions: [] },
        {
          scope: `${group}/providers/Microsoft.ContainerService/managedClusters/c1`,
          actions: ['*'],
          notActions: [],
        },
      ],
    }),
  }),
  'caller-without-cluster-admin': worldSeed({
    summary: 'the caller may write computes and read the cluster, but is no Cluster Admin of it',
    basis: 'documented',
    seed: world([aks()], {
      grants: [{ scope: '/', actions: ['*/read', `${ML}/*`, 'Microsoft.ManagedIdentity/*'], notActions: [] }],
    }),
  }),
  'caller-cannot-assign': worldSeed({
    summary: 'the caller may not hand the user-assigned identity demo-identity to a compute',
    basis: 'documented',
    seed: world([aks()], {
      grants: [
        {
          scope: '/',
          actions: ['*'],
          notActions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
        },
      ],
    }),
  }),
  'identity-missing': worldSeed({
    summary: 'there is no user-assigned identity demo-identity',
    basis: 'assumed',
    seed: world([aks()], { identities: [] }),
  }),
  'subscription-forbidden': worldSeed({
    summary: 'two subscriptions with a cluster each, of which the caller sees one',
    basis: 'documented',
    seed: {
      ...world([aks(), aks({ subscriptionId: OTHER_SUBSCRIPTION, name: 'c2' })]),
      workspaces: [workspace()],
      grants: [{ scope: `/subscriptions/${place.subscriptionId}`, actions: ['*'], notActions: [] }],
    },
  }),
};
