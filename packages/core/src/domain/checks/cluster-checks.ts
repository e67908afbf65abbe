import { type Check, unseen } from '../check.js';
import type { AksCluster, ArcCluster, Cluster } from '../cluster.js';
import type { Fact } from '../fact.js';

/** Minor version that AKS's long-term support had left behind by 2026 (AKS release calendar). */
const OLDEST_MINOR = 28;

/** Exists, runs, can be reached, and has an identity that the extension can work with. */
export function checkCluster(fact: Fact<Cluster>): Check[] {
  if (fact.kind === 'absent') return [missing()];
  if (fact.kind !== 'read') return [unseen('cluster', fact, 'the cluster')];
  const cluster = fact.value;
  const found: Check = {
    id: 'cluster',
    status: 'pass',
    evidence: `${cluster.name} in ${cluster.location}`,
    fix: null,
    source: 'the resource of the cluster',
  };
  return [
    found,
    checkVersion(cluster),
    ...(cluster.kind === 'aks' ? checkAks(cluster) : [checkArc(cluster)]),
  ];
}

function missing(): Check {
  return {
    id: 'cluster',
    status: 'fail',
    evidence: 'there is no cluster with this resource id',
    fix: 'Correct the resource id; an Arc cluster has to be connected first',
    source: 'Azure ML documentation, attach a Kubernetes cluster',
  };
}

function checkAks(cluster: AksCluster): Check[] {
  return [checkPower(cluster), checkNetwork(cluster), checkIdentityType(cluster)];
}

function checkPower({ powerState, provisioningState }: AksCluster): Check {
  const evidence = `power state ${powerState ?? 'unknown'}, provisioning state ${provisioningState ?? 'unknown'}`;
  const base = {
    id: 'cluster-running',
    evidence,
    source: 'Azure ML documentation, ClusterNotReachable',
  } as const;
  if (powerState === 'Stopped') return { ...base, status: 'fail', fix: 'Start the cluster: az aks start' };
  if (provisioningState === 'Failed' || provisioningState === 'Canceled') {
    return { ...base, status: 'warn', fix: 'Repair the cluster: az aks update' };
  }
  return { ...base, status: powerState === null ? 'unknown' : 'pass', fix: null };
}

function checkNetwork({ isPrivate, hasAuthorizedRanges, localAccountsDisabled }: AksCluster): Check {
  const reasons = [
    ...(isPrivate ? ['a private API server'] : []),
    ...(hasAuthorizedRanges ? ['authorized IP ranges'] : []),
    ...(localAccountsDisabled ? ['no local accounts'] : []),
  ];
  const source = 'Azure ML documentation, AKS with Trusted Access';
  if (reasons.length === 0) {
    return { id: 'cluster-network', status: 'pass', evidence: 'the API server is public', fix: null, source };
  }
  return {
    id: 'cluster-network',
    status: 'warn',
    evidence: `the cluster has ${reasons.join(' and ')}`,
    fix: 'Make a Trusted Access role binding for the workspace (role mlworkload); sovereign clouds do not offer it',
    source,
  };
}

function checkIdentityType({ usesServicePrincipal }: AksCluster): Check {
  const source = 'Azure ML documentation, prerequisites of the extension';
  return usesServicePrincipal
    ? {
        id: 'cluster-identity',
        status: 'fail',
        evidence: 'the cluster runs under a service principal',
        fix: 'Move the cluster to a managed identity: az aks update --enable-managed-identity',
        source,
      }
    : {
        id: 'cluster-identity',
        status: 'pass',
        evidence: 'the cluster has a managed identity',
        fix: null,
        source,
      };
}

function checkArc({ connectivity }: ArcCluster): Check {
  const evidence = `connectivity ${connectivity ?? 'unknown'}`;
  const base = { id: 'cluster-running', evidence, source: 'the connectivityStatus of Azure Arc' } as const;
  switch (connectivity) {
    case 'Connected':
      return { ...base, status: 'pass', fix: null };
    case 'Expired':
      return {
        ...base,
        status: 'fail',
        fix: 'The certificate of the Arc agents expired: connect the cluster anew',
      };
    case 'Offline':
      return {
        ...base,
        status: 'fail',
        fix: 'Bring the Arc agents of the cluster back online (namespace azure-arc)',
      };
    case 'Connecting':
      return { ...base, status: 'warn', fix: 'Wait until the cluster is connected' };
    default:
      return { ...base, status: 'unknown', fix: null };
  }
}

function checkVersion({ kubernetesVersion }: Cluster): Check {
  const source = 'the release calendar of AKS; a service message names unsupported versions';
  const minor = Number(/^v?1\.(\d+)/.exec(kubernetesVersion ?? '')?.[1] ?? Number.NaN);
  const evidence = `Kubernetes ${kubernetesVersion ?? 'of unknown version'}`;
  if (Number.isNaN(minor))
    return { id: 'kubernetes-version', status: 'unknown', evidence, fix: null, source };
  if (minor >= OLDEST_MINOR) return { id: 'kubernetes-version', status: 'pass', evidence, fix: null, source };
  const fix = `Upgrade the cluster to 1.${OLDEST_MINOR} or later; older versions may be refused`;
  return { id: 'kubernetes-version', status: 'warn', evidence, fix, source };
}
