import { demoIds, demoSeed, type Seed } from '@azureml-kubernetes/testkit';

type ClusterSeed = NonNullable<Seed['clusters']>[number];

/** The names say nothing of what is wrong: no rule may read them. */
const place = {
  subscriptionId: demoIds.subscriptionId,
  resourceGroup: demoIds.resourceGroup,
  name: 'c1',
  location: 'eastus',
};

export const clusterIds = {
  aks: demoIds.aksId.replace(/demo-aks$/, 'c1'),
  arc: demoIds.arcId.replace(/demo-arc$/, 'c1'),
};

/** A world with one thing wrong, and how that has to show. */
export interface World {
  readonly title: string;
  readonly seed: Seed;
  readonly clusterId: string;
  /** The check that must fail or warn, first among its kind. */
  readonly check: string;
  readonly status: 'fail' | 'warn' | 'unknown';
  /** The cause that a diagnosis of the failed attach must name first; null where the attach succeeds. */
  readonly cause: string | null;
}

function aks(cluster: Partial<ClusterSeed>): Pick<World, 'seed' | 'clusterId'> {
  return {
    seed: { ...demoSeed, clusters: [{ ...place, kind: 'aks', extension: {}, ...cluster }] },
    clusterId: clusterIds.aks,
  };
}

function arc(cluster: Partial<ClusterSeed>): Pick<World, 'seed' | 'clusterId'> {
  return {
    seed: { ...demoSeed, clusters: [{ ...place, kind: 'arc', extension: {}, ...cluster }] },
    clusterId: clusterIds.arc,
  };
}

const elsewhere = '6a2d4e3f-8b5c-4d7e-9fa0-1b2c3d4e5f60';

export const WORLDS: readonly World[] = [
  {
    title: 'the extension is missing',
    ...aks({ extension: null }),
    check: 'extension',
    status: 'fail',
    cause: 'extension',
  },
  {
    title: 'the installation of the extension failed',
    ...aks({ extension: { provisioningState: 'Failed' } }),
    check: 'extension-healthy',
    status: 'fail',
    cause: 'extension-healthy',
  },
  {
    title: 'the AKS cluster is stopped',
    ...aks({ powerState: 'Stopped' }),
    check: 'cluster-running',
    status: 'fail',
    cause: 'cluster-running',
  },
  {
    title: 'the Arc agents are offline',
    ...arc({ connectivityStatus: 'Offline' }),
    check: 'cluster-running',
    status: 'fail',
    cause: 'cluster-running',
  },
  {
    title: 'the Arc agents have expired',
    ...arc({ connectivityStatus: 'Expired' }),
    check: 'cluster-running',
    status: 'fail',
    cause: 'cluster-running',
  },
  {
    title: 'the API server is private',
    ...aks({ privateCluster: true }),
    check: 'cluster-network',
    status: 'warn',
    cause: 'cluster-unreachable',
  },
  {
    title: 'the Kubernetes version is old',
    ...aks({ kubernetesVersion: '1.24.9' }),
    check: 'kubernetes-version',
    status: 'warn',
    cause: null,
  },
  {
    title: 'the extension has nothing switched on',
    ...aks({ extension: { configurationSettings: {} } }),
    check: 'extension-features',
    status: 'warn',
    cause: null,
  },
  {
    title: 'the cluster is in another subscription',
    ...aks({ subscriptionId: elsewhere }),
    clusterId: clusterIds.aks.replace(demoIds.subscriptionId, elsewhere),
    check: 'same-subscription',
    status: 'fail',
    cause: 'same-subscription',
  },
  {
    title: 'there is no such cluster',
    seed: demoSeed,
    clusterId: clusterIds.aks,
    check: 'cluster',
    status: 'fail',
    cause: 'cluster',
  },
  {
    title: 'the workspace is behind a private link',
    ...aks({}),
    seed: {
      ...aks({}).seed,
      workspaces: (demoSeed.workspaces ?? []).map((workspace) => ({
        ...workspace,
        publicNetworkAccess: 'Disabled',
      })),
    },
    check: 'workspace',
    status: 'warn',
    cause: null,
  },
];
