import type { AksCluster, ArcCluster, Cluster } from '../../domain/cluster.js';
import { clusterCommand, inCluster } from '../../domain/cluster-commands.js';
import type { Fact } from '../../domain/fact.js';
import { type Check, outcomesOf, unseen } from './check.js';

/** Exists, runs, and has an identity that the extension can work with. */
export function checkCluster(fact: Fact<Cluster>): Check[] {
  const { pass, fail } = outcomesOf('cluster', 'the resource of the cluster');
  const cloud = outcomesOf('same-cloud', 'each cloud of Azure has a Resource Manager of its own');
  if (fact.kind === 'absent') {
    return [
      cloud.unknown('the cluster is not known in the cloud of the workspace'),
      fail(
        'there is no cluster with this resource id',
        'Correct the resource id; connect an Arc cluster first; a cluster of another cloud cannot be attached',
      ),
    ];
  }
  if (fact.kind !== 'read') return [unseen('cluster', fact, 'the cluster')];
  const cluster = fact.value;
  return [
    cloud.pass('cluster and workspace are known to the same Resource Manager'),
    pass(`${cluster.name} in ${cluster.location}`),
    ...(cluster.kind === 'aks' ? [checkPower(cluster), checkIdentityType(cluster)] : [checkAgents(cluster)]),
  ];
}

function checkPower({ id, powerState, provisioningState }: AksCluster): Check {
  const { pass, warn, fail, unknown } = outcomesOf(
    'cluster-running',
    'Azure ML documentation, ClusterNotReachable; the states of AKS',
  );
  const evidence = `power state ${powerState ?? 'unknown'}, provisioning state ${provisioningState ?? 'unknown'}`;
  if (powerState === 'Stopped')
    return fail(evidence, `Start the cluster: ${clusterCommand('az aks start', id)}`);
  switch (provisioningState?.toLowerCase()) {
    case 'deleting':
      return fail(evidence, 'Choose another cluster: this one is being deleted');
    case 'failed':
    case 'canceled':
      return warn(evidence, `Repair the cluster: ${clusterCommand('az aks update', id)}`);
    case 'succeeded':
    case undefined:
      return powerState === null ? unknown(evidence) : pass(evidence);
    default:
      return warn(evidence, 'Wait until the cluster has come to rest (provisioning state Succeeded)');
  }
}

function checkIdentityType({ id, usesServicePrincipal }: AksCluster): Check {
  const { pass, fail } = outcomesOf(
    'cluster-identity',
    'Azure ML documentation, limitations of the extension',
  );
  return usesServicePrincipal
    ? fail(
        'the cluster runs under a service principal',
        `Move the cluster to a managed identity, then recreate its node pools: ${clusterCommand('az aks update --enable-managed-identity', id)}`,
      )
    : pass('the cluster has a managed identity');
}

function checkAgents({ id, connectivity }: ArcCluster): Check {
  const { pass, warn, fail, unknown } = outcomesOf('cluster-running', 'the connectivityStatus of Azure Arc');
  const evidence = `connectivity ${connectivity ?? 'unknown'}`;
  switch (connectivity) {
    case 'Connected':
      return pass(evidence);
    case 'Expired':
      return fail(
        evidence,
        `The certificate of the Arc agents expired. Connect the cluster again: ${clusterCommand('az connectedk8s connect', id)}`,
      );
    case 'Offline':
      return fail(
        evidence,
        `Bring the Arc agents of the cluster back online: ${inCluster(id, 'kubectl get pods -n azure-arc')}`,
      );
    case 'Connecting':
      return warn(evidence, 'Wait until the cluster is connected');
    default:
      return unknown(evidence);
  }
}
