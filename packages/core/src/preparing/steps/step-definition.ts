import type { Fact } from '../../domain/fact.js';
import type { KnownSecrets } from '../../domain/known-secrets.js';
import type { NodeEvidence } from '../../domain/preparing/cluster-evidence.js';
import type { ExtensionRequest } from '../../domain/preparing/extension-request.js';
import type { Announce } from '../../domain/preparing/preparation-write.js';
import type { PrepareTarget } from '../../domain/preparing/prepare-target.js';
import type { InClusterUse, StepId } from '../../domain/preparing/step.js';
import type { WorkspaceFacts } from '../../domain/workspace-facts.js';
import type { Pace } from '../../lro/schedule.js';
import type { ComputeService } from '../../service/service.js';
import type { ClusterFacts } from '../../wire/clusters/decode-cluster-facts.js';
import type { Rights } from '../facts/rights.js';
import type { PreparationStep } from './preparation-step.js';
import type { StepWrite } from './step-write.js';

/** What all steps of one preparation share. */
export interface PreparationContext {
  readonly service: ComputeService;
  readonly target: PrepareTarget;
  readonly facts: ClusterFacts;
  readonly workspace: Fact<WorkspaceFacts>;
  readonly rights: Rights;
  /** What must not be shown, though the service or the cluster quotes it. */
  readonly secrets: KnownSecrets;
  /** What may go wrong with an install; looked at once. */
  readonly outlook: (request: ExtensionRequest) => Promise<readonly string[]>;
  /** The nodes of the cluster, looked at once; null where the cluster could not be looked into. */
  readonly nodes: (step: StepId) => Promise<readonly NodeEvidence[] | null>;
  readonly inCluster: InClusterUse;
  /** Steps that the caller named, which allows a second try after a failure. */
  readonly named: ReadonlySet<StepId>;
  /** Ids of changes that Azure says are there already, though its lists may not show them yet. */
  readonly settled: ReadonlySet<string>;
  /** Called before each command that looks into the cluster. */
  readonly announce: Announce;
  readonly signal: AbortSignal | undefined;
}

/** A step as it stands, and what it would send next. */
export interface ExaminedStep {
  readonly step: PreparationStep;
  /** Null where nothing is to be sent now. */
  readonly write: StepWrite | null;
  /** Whether the state is `unknown` for a reason that may pass by itself, such as a fault of the network. */
  readonly isPassing?: boolean;
  /** How long Azure asks to wait before the next look, in milliseconds. */
  readonly pauseMs?: number | null;
}

/** How one step is examined. Its state comes from what Azure says, never from what was done before. */
export interface StepDefinition {
  readonly id: StepId;
  /** Reads what the step is about, and compares it with the target. Changes nothing. */
  readonly examine: (context: PreparationContext) => Promise<ExaminedStep>;
  /** How fast looks follow each other while Azure is at work. */
  readonly pace: Pace;
  /** How long the step is followed at most, in milliseconds; its end means "still under way". */
  readonly withinMs: number;
}

/** A step that sends nothing. */
export function examined(step: PreparationStep, write: StepWrite | null = null): ExaminedStep {
  return { step, write };
}
