import * as z from 'zod';
import type { AksCluster, ArcCluster, Cluster } from '../../domain/cluster.js';
import { clusterKindOf, isClusterId } from '../../domain/ids/resource-ids.js';

const text = z.string().nullish();

const aks = z.looseObject({
  provisioningState: text,
  kubernetesVersion: text,
  currentKubernetesVersion: text,
  powerState: z.looseObject({ code: text }).nullish(),
  disableLocalAccounts: z.boolean().nullish(),
  apiServerAccessProfile: z
    .looseObject({
      enablePrivateCluster: z.boolean().nullish(),
      authorizedIPRanges: z.array(z.string()).nullish(),
    })
    .nullish(),
  servicePrincipalProfile: z.looseObject({ clientId: text }).nullish(),
});

const arc = z.looseObject({
  provisioningState: text,
  kubernetesVersion: text,
  connectivityStatus: text,
  distribution: text,
});

const resource = z.looseObject({
  id: z.string().refine(isClusterId, 'is not the id of a cluster'),
  name: z.string(),
  location: z.string(),
  properties: z.looseObject({}),
});

/** The cluster in the JSON of an AKS or Azure Arc resource, or null when it is that of something else. */
export function decodeCluster(value: unknown): Cluster | null {
  const parsed = resource.safeParse(value);
  if (!parsed.success) return null;
  const { id, name, location, properties } = parsed.data;
  const members = clusterKindOf(id) === 'aks' ? decodeAks(properties) : decodeArc(properties);
  return members === null ? null : { id, name, location, ...members };
}

function decodeAks(properties: unknown): Omit<AksCluster, 'id' | 'name' | 'location'> | null {
  const parsed = aks.safeParse(properties).data;
  if (parsed === undefined) return null;
  const clientId = parsed.servicePrincipalProfile?.clientId ?? 'msi';
  return {
    kind: 'aks',
    kubernetesVersion: parsed.currentKubernetesVersion ?? parsed.kubernetesVersion ?? null,
    provisioningState: parsed.provisioningState ?? null,
    powerState: parsed.powerState?.code ?? null,
    isPrivate: parsed.apiServerAccessProfile?.enablePrivateCluster ?? false,
    hasAuthorizedRanges: (parsed.apiServerAccessProfile?.authorizedIPRanges ?? []).length > 0,
    localAccountsDisabled: parsed.disableLocalAccounts ?? false,
    usesServicePrincipal: clientId.toLowerCase() !== 'msi',
  };
}

function decodeArc(properties: unknown): Omit<ArcCluster, 'id' | 'name' | 'location'> | null {
  const parsed = arc.safeParse(properties).data;
  if (parsed === undefined) return null;
  return {
    kind: 'arc',
    kubernetesVersion: parsed.kubernetesVersion ?? null,
    provisioningState: parsed.provisioningState ?? null,
    connectivity: parsed.connectivityStatus ?? null,
    distribution: parsed.distribution ?? null,
  };
}
