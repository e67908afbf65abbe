import type { Compute } from '../../domain/compute.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check } from '../checks/check.js';
import type { Features } from './place.js';

/** What a diagnosis is made from. */
export interface Evidence {
  readonly compute: Compute;
  /** Causes that the service gave, most specific words first. */
  readonly problems: readonly ServiceProblem[];
  /** What a failed extension says of itself. */
  readonly extensionProblems: readonly ServiceProblem[];
  /** The name of the extension, where it can stand in a command. */
  readonly extensionName?: string | null;
  /** What is switched on in the extension; null where there is none. */
  readonly extensionFeatures?: Features | null;
  readonly checks: readonly Check[];
  /** How long the compute has been in its state, milliseconds; null where its times are not known. */
  readonly ageMs: number | null;
  /** Whether the operation on the compute could be read; null where none is known. */
  readonly operation: 'readable' | 'forbidden' | null;
}

/** `certain`: seen in the state of a resource. `likely`: the service named it. `possible`: the usual reason for this. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Why an attach failed or hangs. */
export interface Cause {
  readonly id: string;
  readonly confidence: Confidence;
  readonly cause: string;
  /** What was seen. May hold the service's words. */
  readonly evidence: string;
  readonly fix: string;
  readonly source: string;
}
