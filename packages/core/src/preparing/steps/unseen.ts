import type { Fact } from '../../domain/fact.js';
import { type StepFrame, stepOf } from './preparation-step.js';
import type { ExaminedStep } from './step-definition.js';

/** What could not be read. */
export interface UnseenSubject {
  /** In our words, such as `the extensions of the cluster`. */
  readonly what: string;
  /** Who can help the caller to read it. */
  readonly help: string;
}

/** A step that cannot be compared, because what it is about could not be read. A fault of the network may pass. */
export function unseen(
  frame: StepFrame,
  fact: Exclude<Fact<unknown>, { kind: 'read' }>,
  { what, help }: UnseenSubject,
): ExaminedStep {
  switch (fact.kind) {
    case 'forbidden':
      return {
        step: stepOf(frame, 'blocked', `the caller may not read ${what}`, { fix: help }),
        write: null,
      };
    case 'absent':
      return { step: stepOf(frame, 'blocked', `${what} cannot be found`, { fix: help }), write: null };
    case 'unreadable': {
      const details = { fix: 'Try again later', untrusted: fact.reason };
      return {
        step: stepOf(frame, 'unknown', `${what} could not be read`, details),
        write: null,
        isPassing: true,
      };
    }
  }
}
