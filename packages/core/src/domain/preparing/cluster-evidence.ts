import type { ClusterId } from '../ids/resource-ids.js';
import type { ClusterInstanceType } from './cluster-instance-type.js';

/** What can be looked at inside a cluster. */
export const EVIDENCE_PARTS = ['namespaces', 'pods', 'health', 'instance-types', 'nodes', 'events'] as const;

/** A part of the evidence from inside a cluster. */
export type EvidencePart = (typeof EVIDENCE_PARTS)[number];

/** Evidence from inside a cluster. Names and texts in it were written by others. */
export interface ClusterEvidence {
  readonly resourceId: ClusterId;
  /** When it was taken, ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly namespaces: Section<readonly NamespaceEvidence[]>;
  /** Pods of the extension, in namespace `azureml`. */
  readonly pods: Section<readonly PodEvidence[]>;
  /** The extension's own health report; null where it has made none. */
  readonly health: Section<readonly HealthFinding[] | null>;
  /** Helm releases in namespace `azureml`; asked for with `health`. */
  readonly releases: Section<readonly ReleaseEvidence[]>;
  /** Null where the extension has not brought the custom resource yet. */
  readonly instanceTypes: Section<readonly InstanceTypeEvidence[] | null>;
  readonly nodes: Section<readonly NodeEvidence[]>;
  /** The last warnings of namespace `azureml`. */
  readonly events: Section<readonly EventEvidence[]>;
}

/** One part of the evidence. */
export type Section<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'refused'; readonly refusal: CommandRefusal };

/** Why a command could not be run, or its output not be used. */
export type RefusalReason =
  /** Azure Arc has no way to run a command. */
  | 'arc'
  /** The cluster's owner has switched commands off. */
  | 'disabled'
  /** The cluster is stopped, or being changed. */
  | 'not-running'
  /** A cluster with Microsoft Entra needs a token that is not at hand. */
  | 'token-missing'
  /** The caller lacks the right at Azure. */
  | 'forbidden'
  /** The caller lacks the right inside the cluster. */
  | 'forbidden-in-cluster'
  /** A policy of the cluster forbids the pod. */
  | 'policy'
  /** The pod did not start in time. */
  | 'not-started'
  /** The pod could not run, such as when its image cannot be pulled. */
  | 'not-run'
  /** The result is gone, or never came. */
  | 'lost'
  /** The output ends before its end mark: it was longer than 512 kB, or the shell broke off. */
  | 'cut'
  /** The command itself failed. */
  | 'failed'
  /** The output has another form than expected. */
  | 'unreadable'
  /** Azure takes no more commands for now; `fix` says how long. */
  | 'throttled'
  /** The call had no time left to send the command. */
  | 'no-time-left'
  /** Azure refused the command for another reason. */
  | 'refused';

/** A refusal, in our words and theirs. */
export interface CommandRefusal {
  readonly reason: RefusalReason;
  /** In our words. */
  readonly summary: string;
  readonly fix: string;
  /** How long Azure asks to wait before the next command, in milliseconds; null where it does not ask. */
  readonly pauseMs: number | null;
  /** What the service or the cluster says; untrusted. */
  readonly untrusted: string | null;
}

/** A namespace of the cluster. */
export interface NamespaceEvidence {
  readonly name: string;
  /** `Active` or `Terminating`. */
  readonly phase: string;
}

/** A pod of the extension. */
export interface PodEvidence {
  readonly name: string;
  readonly phase: string;
  readonly node: string | null;
  readonly containers: readonly ContainerEvidence[];
}

/** A container of a pod. */
export interface ContainerEvidence {
  readonly name: string;
  readonly isReady: boolean;
  readonly restarts: number;
  /** Such as `ImagePullBackOff`; null while it is not waiting. */
  readonly waitingReason: string | null;
  /** Such as `OOMKilled`; null while it has not ended. */
  readonly terminatedReason: string | null;
}

/** One line of the extension's health report. */
export interface HealthFinding {
  /** Such as `pre-install`. */
  readonly report: string;
  readonly name: string;
  readonly isPassed: boolean;
  /** Such as `E45006`; null where it passed. */
  readonly code: string | null;
  readonly message: string | null;
}

/** A Helm release. */
export interface ReleaseEvidence {
  readonly name: string;
  /** `deployed`, `failed`, `pending-install`, … */
  readonly status: string;
  readonly chart: string | null;
}

/** An instance type in the cluster; `type` is null where it breaks the documented rules. */
export interface InstanceTypeEvidence {
  readonly name: string;
  readonly type: ClusterInstanceType | null;
}

/** A node of the cluster. */
export interface NodeEvidence {
  readonly name: string;
  readonly isReady: boolean;
  readonly isSchedulable: boolean;
  /** Such as `3860m`. */
  readonly cpu: string | null;
  /** Such as `12880748Ki`. */
  readonly memory: string | null;
  /** 0 where the node has no GPU, or no device plugin. */
  readonly gpus: number;
  readonly architecture: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly NodeTaint[];
}

/** A taint of a node. */
export interface NodeTaint {
  readonly key: string;
  readonly value: string | null;
  readonly effect: string;
}

/** A warning in namespace `azureml`. */
export interface EventEvidence {
  readonly at: string;
  /** Kind and name, such as `Pod/gateway-0`. */
  readonly object: string;
  readonly reason: string;
  readonly message: string;
}
