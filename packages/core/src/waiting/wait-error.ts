import { stateWord } from '../domain/lifecycle.js';
import type { ComputeTargetError } from '../errors/compute-target-error.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { ProvisioningFailedError } from '../errors/provisioning-failed-error.js';
import { TimedOutError } from '../errors/timed-out-error.js';
import type { Operation } from '../lro/operation.js';
import type { WaitOutcome } from './wait.js';

/** What was waited for. */
export interface WaitedFor {
  readonly name: string;
  readonly kind: Operation['kind'];
}

/** The exception that a port from Python expects in place of an outcome other than `reached`. */
export function errorOfWait(
  outcome: Exclude<WaitOutcome, { kind: 'reached' }>,
  { name, kind }: WaitedFor,
): ComputeTargetError {
  if (outcome.kind === 'timed-out') {
    return new TimedOutError(
      `the ${kind} of ${name} was not done after ${Math.round(outcome.elapsedMs / 1000)} s`,
      {
        hint: 'It goes on in the service: wait again, or read the state later',
        retryable: true,
      },
    );
  }
  if (outcome.state === 'absent') {
    return new NotFoundError(`${name} is not there any more`, {
      hint: 'Another caller may have detached it; attach it again if it is wanted',
    });
  }
  return new ProvisioningFailedError({ kind, name, state: stateWord(outcome), problems: outcome.problems });
}
