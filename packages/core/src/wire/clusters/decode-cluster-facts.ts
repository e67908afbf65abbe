import * as z from 'zod';
import type { Cluster } from '../../domain/cluster.js';
import { regionOf } from '../../domain/ids/region.js';
import { decodeCluster } from './decode-cluster.js';

/** A cluster, and what a preparation has to know of it besides. */
export interface ClusterFacts {
  readonly cluster: Cluster;
  /** Short name of its region, such as `westus2`. */
  readonly region: string;
  /** Nodes now; null where it does not say. */
  readonly nodeCount: number | null;
  /** Whether its owner has switched off commands through Azure. */
  readonly isCommandDisabled: boolean;
  /** Whether a command needs a token of its own, because Microsoft Entra decides about access. */
  readonly usesEntra: boolean;
}

const count = z.number().int().nonnegative().nullish().catch(null);

const properties = z.looseObject({
  agentPoolProfiles: z.array(z.looseObject({ count })).nullish().catch(null),
  totalNodeCount: count,
  apiServerAccessProfile: z
    .looseObject({ disableRunCommand: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
  aadProfile: z
    .looseObject({ managed: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
});

const resource = z.looseObject({ properties });

/** The facts in the JSON of a cluster, or null when it is something else. */
export function decodeClusterFacts(value: unknown): ClusterFacts | null {
  const cluster = decodeCluster(value);
  const parsed = resource.safeParse(value).data?.properties;
  const region = cluster === null ? null : regionOf(cluster.location);
  if (cluster === null || region === null || parsed === undefined) return null;
  const pools = parsed.agentPoolProfiles ?? null;
  return {
    cluster,
    region,
    nodeCount:
      pools === null ? (parsed.totalNodeCount ?? null) : sum(pools.map((pool) => pool.count ?? null)),
    isCommandDisabled: parsed.apiServerAccessProfile?.disableRunCommand ?? false,
    usesEntra: parsed.aadProfile?.managed ?? false,
  };
}

/** Null where one of the counts is not known. */
function sum(counts: readonly (number | null)[]): number | null {
  return counts.reduce((total, one) => (total === null || one === null ? null : total + one), 0);
}
