import type { Compute } from '../domain/compute.js';
import type { Operation } from '../lro/operation.js';
import type { OperationEnd } from '../lro/poll.js';

/** How an operation ended, and which one: callers that share polls may know different operations. */
export interface ObservedEnd extends OperationEnd {
  readonly of: Operation;
}

/** What one poll of a compute found. */
export type Observation =
  /** Only the operation was read, and it goes on. */
  | { readonly kind: 'running'; readonly text: string }
  /** The compute was read; `end` tells how the operation on it ended, where one was followed. */
  | { readonly kind: 'compute'; readonly compute: Compute; readonly end: ObservedEnd | null }
  | { readonly kind: 'absent'; readonly end: ObservedEnd | null }
  /** The poll failed for a passing reason; more polls follow. */
  | { readonly kind: 'interrupted' };

/** The word for what was seen, for progress and for the histogram of a wait. */
export function describeObservation(observation: Observation): string {
  switch (observation.kind) {
    case 'running':
      return observation.text || 'InProgress';
    case 'compute':
      return observation.compute.lifecycle.text;
    case 'absent':
      return 'Absent';
    case 'interrupted':
      return 'Interrupted';
  }
}
