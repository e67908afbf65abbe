import { isExtensionName } from '../../domain/cluster-commands.js';
import type { Compute } from '../../domain/compute.js';
import type { Extension } from '../../domain/extension.js';
import {
  type ClusterId,
  type ComputeId,
  isClusterId,
  type WorkspaceId,
  workspaceIdOfCompute,
} from '../../domain/ids/resource-ids.js';

/** What an installation of the extension serves. */
export type Features = Pick<Extension, 'trainingEnabled' | 'inferenceEnabled'>;

/** Where something failed: what a command that mends it has to name. */
export interface Place {
  /** Null where the compute names no cluster that could be attached. */
  readonly cluster: ClusterId | null;
  /** The name of the installed extension, checked; null where there is none that can stand in a command. */
  readonly extension: string | null;
  /** What is switched on in the installed extension. @default not known */
  readonly features?: Features | null | undefined;
  /** Null where only a cluster is looked at. */
  readonly workspace: WorkspaceId | null;
  /** Null before there is one. */
  readonly compute: ComputeId | null;
}

/** The name of an extension, where it can stand in a command. */
export function extensionNameIn(extension: { readonly name: string } | null): string | null {
  return extension !== null && isExtensionName(extension.name) ? extension.name : null;
}

/** Where a compute is, and the name of the extension that it stands on. */
export function placeOf(
  { id, clusterResourceId }: Compute,
  extension: string | null = null,
  features: Features | null = null,
): Place {
  const cluster = isClusterId(clusterResourceId) ? clusterResourceId : null;
  return { cluster, extension, features, workspace: workspaceIdOfCompute(id), compute: id };
}
