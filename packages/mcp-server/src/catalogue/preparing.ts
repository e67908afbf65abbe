import type {
  ClusterId,
  InClusterUse,
  PreparationPlan,
  PrepareTargetInput,
  StepId,
} from '@azureml-kubernetes/core';
import type { Confirmation, IssuedToken } from './confirmation.js';

/** How far this server prepares clusters, for any caller. */
export interface PreparingLimits {
  readonly inCluster: InClusterUse;
  /** ARM ids of clusters and resource groups, in lower case; null means any cluster. */
  readonly allowedClusters: readonly string[] | null;
}

/** How far a call may prepare clusters, and who agrees to it. */
export interface Preparing {
  /** How far commands may be run in a cluster. */
  readonly inCluster: InClusterUse;
  /** Whether the workspace may be given roles and trusted access: the server was started for it. */
  readonly isTrustedWorkspace: boolean;
  /** @throws ForbiddenError for a cluster that this server does not work on. */
  readonly requireCluster: (resourceId: ClusterId) => void;
  readonly confirm: ConfirmPreparation;
  /** A token for the agreed changes that are left; null where none is needed. */
  readonly continueAgreed: (preparation: Preparation) => IssuedToken | null;
}

/** Changes of one cluster, for one workspace and one target. */
export interface Preparation {
  readonly plan: PreparationPlan;
  readonly target: PrepareTargetInput;
  readonly changes: readonly PlannedChange[];
}

/** A change of a plan, with the step that makes it. */
export interface PlannedChange {
  readonly step: StepId;
  readonly id: string;
  /** In words of the library and checked values. */
  readonly summary: string;
  readonly danger: string | null;
}

/** A preparation that has to be confirmed. */
export interface PreparationRequest {
  readonly preparation: Preparation;
  /** What the caller brought from an earlier plan. */
  readonly token: string | undefined;
  readonly signal: AbortSignal;
}

/** Has the changes of a preparation confirmed, by a person or by a token. */
export type ConfirmPreparation = (request: PreparationRequest) => Promise<Confirmation>;
