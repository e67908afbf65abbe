import { ComputeTargetError, type ErrorGuard, guardFor } from './compute-target-error.js';

/** One refused input: which field, by which rule, and a value that would pass. */
export interface InputProblem {
  readonly field: string;
  readonly rule: string;
  /** A value that would be accepted. */
  readonly example: string;
}

/** Bad input, refused before any request is sent. */
export class InvalidInputError extends ComputeTargetError {
  static override readonly isInstance: ErrorGuard<InvalidInputError> = guardFor('invalid-input');
  readonly problem: InputProblem;

  constructor(problem: InputProblem) {
    super('invalid-input', `${problem.field} ${problem.rule}`, {
      hint: `Give ${problem.field} a value such as ${problem.example}`,
    });
    this.problem = problem;
  }
}
