import type { JsonObject } from '../../json.js';
import { type Answer, answerJson } from '../../refusals/answer.js';
import { resourceNotFound } from '../../refusals/arm-refusals.js';
import { type ArmCall, param, type ServiceContext } from '../../service/arm-call.js';
import { inScopeOf } from '../../service/in-scope-of.js';
import { pageOf } from '../../service/page-of.js';
import { systemData } from '../../service/system-data.js';
import { guidFrom } from '../../world/guid-source.js';
import type { ClusterKind, ClusterRecord } from '../../world/records.js';
import { CLUSTER_TYPES, idKey, resourceId } from '../../world/resource-id.js';
import { TENANT_ID } from '../../world/tenant-id.js';

/** An AKS or Arc cluster (documented). */
export function getCluster(kind: ClusterKind, call: ArmCall, { world }: ServiceContext): Answer {
  const place = {
    subscriptionId: param(call, 'subscription'),
    resourceGroup: param(call, 'group'),
    name: param(call, 'cluster'),
  };
  const cluster = world.clusters.get(idKey(resourceId(CLUSTER_TYPES[kind], place)));
  if (cluster === undefined) throw resourceNotFound(CLUSTER_TYPES[kind], place.name);
  return answerJson(clusterBody(cluster));
}

/** Clusters of the subscription, or of the resource group when the path names one; paged like computes (assumed). */
export function listClusters(kind: ClusterKind, call: ArmCall, service: ServiceContext): Answer {
  const clusters = [...service.world.clusters.values()]
    .filter((cluster) => cluster.kind === kind)
    .filter(inScopeOf(call));
  return answerJson(pageOf(clusters, { call, service, show: clusterBody }));
}

/** A cluster as its provider shows it. */
export function clusterBody(cluster: ClusterRecord): JsonObject {
  return {
    id: cluster.id,
    name: cluster.name,
    type: CLUSTER_TYPES[cluster.kind],
    location: cluster.location,
    tags: {},
    ...(cluster.servicePrincipal
      ? {}
      : {
          identity: {
            type: 'SystemAssigned',
            principalId: guidFrom(`principal of ${cluster.id}`),
            tenantId: TENANT_ID,
          },
        }),
    properties: cluster.kind === 'aks' ? aksMembers(cluster) : arcMembers(cluster),
    systemData: systemData(cluster.createdAt),
  };
}

/** The members that decide whether an AKS cluster can be attached (documented). */
function aksMembers(cluster: ClusterRecord): JsonObject {
  return {
    provisioningState: cluster.provisioningState,
    powerState: { code: cluster.powerState },
    kubernetesVersion: cluster.kubernetesVersion,
    currentKubernetesVersion: cluster.kubernetesVersion,
    dnsPrefix: cluster.name,
    fqdn: `${cluster.name}.hcp.${cluster.location}.azmk8s.io`,
    nodeResourceGroup: `MC_${cluster.resourceGroup}_${cluster.name}_${cluster.location}`,
    servicePrincipalProfile: {
      clientId: cluster.servicePrincipal ? guidFrom(`application of ${cluster.id}`) : 'msi',
    },
    disableLocalAccounts: cluster.localAccountsDisabled,
    apiServerAccessProfile: {
      enablePrivateCluster: cluster.privateCluster,
      ...(cluster.runCommandDisabled ? { disableRunCommand: true } : {}),
      ...(cluster.authorizedIpRanges.length === 0
        ? {}
        : { authorizedIPRanges: [...cluster.authorizedIpRanges] }),
    },
    ...(cluster.entraManaged ? { aadProfile: { managed: true, enableAzureRBAC: true } } : {}),
    agentPoolProfiles: [
      {
        name: 'nodepool1',
        count: cluster.nodes.length,
        vmSize: 'Standard_DS3_v2',
        osType: 'Linux',
        mode: 'System',
      },
    ],
  };
}

/** A public RSA key, as the agents of a cluster hand it in. Documented as required; its private half was thrown away. */
const AGENT_KEY =
  'MIGJAoGBAPJwluHlzklq1flRQSNO22QDgkb+uaTEfosm9X8VMBcjWIoJ4afamKOLyfn6c9gV5owtOVB34TiDmIutJZbRgN8uM3xUKlB4HPzzhqPAeShcLWPbIfC3EEjCXIRoK5IUeylzL3JVWzKgvRv1H1wvw+5O7otqqJ6rsgSeR9/Q83AJAgMBAAE=';

/** The members that decide whether an Arc cluster can be attached (documented). */
function arcMembers(cluster: ClusterRecord): JsonObject {
  return {
    agentPublicKeyCertificate: AGENT_KEY,
    provisioningState: cluster.provisioningState,
    connectivityStatus: cluster.connectivityStatus,
    kubernetesVersion: cluster.kubernetesVersion,
    agentVersion: '1.21.10',
    distribution: cluster.distribution,
    infrastructure: 'generic',
    totalNodeCount: cluster.nodes.length,
    totalCoreCount: cluster.nodes.length * 4,
    offering: 'Default',
  };
}
