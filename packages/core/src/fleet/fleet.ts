import type { AttachConfiguration } from '../domain/attach-configuration.js';
import type { ComputeName } from '../domain/ids/compute-name.js';
import type { WorkspaceId } from '../domain/ids/resource-ids.js';
import type { PrepareTargetInput } from '../domain/preparing/prepare-target.js';
import type { FleetPath } from './fleet-problem.js';

/** Computes as they shall be, over one workspace or several. */
export interface Fleet {
  readonly computes: readonly FleetCompute[];
  /** Remarks about what was read and has no effect, each with its place. */
  readonly notes: readonly FleetNote[];
}

/** One compute of a fleet. */
export interface FleetCompute {
  /** Where it stands in the document. */
  readonly path: FleetPath;
  /** Null: the workspace of the client that plans or applies. */
  readonly workspaceId: WorkspaceId | null;
  readonly name: ComputeName;
  readonly wanted: WantedCompute;
}

/** What a compute shall be. Only an explicit `state: absent` asks for a detach. */
export type WantedCompute =
  | {
      readonly state: 'present';
      readonly configuration: AttachConfiguration;
      /** What its cluster is prepared for before the attach; null: the cluster is left as it is. */
      readonly prepare: PrepareTargetInput | null;
    }
  | { readonly state: 'absent' };

/** A remark about one place of a document. */
export interface FleetNote {
  readonly path: FleetPath;
  readonly text: string;
}

/** More computes than this in one fleet are refused. */
export const MAX_FLEET_COMPUTES = 10_000;
