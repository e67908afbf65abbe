import type { Cluster } from '../domain/cluster.js';
import type { Extension } from '../domain/extension.js';
import type { Fact } from '../domain/fact.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';

/**
 * Where a fact was read: in Azure Resource Manager (`list`), or in the index of Azure Resource Graph, which follows a
 * change usually within a minute and sometimes much later. What the index does not show may still be there.
 */
export type FactSource = 'list' | 'resource-graph';

/** A cluster with the state of its extension, and where both were read. */
export interface LocatedCluster {
  readonly cluster: Cluster;
  readonly source: FactSource;
  /** The Azure Machine Learning extension in it; a value of null means that none was found. */
  readonly extension: Fact<Extension | null>;
  readonly extensionSource: FactSource;
}

/** What subscriptions hold. */
export interface Located {
  readonly clusters: readonly LocatedCluster[];
  /** Empty unless workspaces were asked for. */
  readonly workspaceIds: readonly WorkspaceId[];
}

/** Which subscriptions to look in, and for what beside clusters. */
export interface Place {
  readonly subscriptions: readonly string[];
  readonly withWorkspaces: boolean;
  readonly signal: AbortSignal | undefined;
}
