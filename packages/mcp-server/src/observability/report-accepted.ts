import { type ComputeClient, ComputeTargetError } from '@azureml-kubernetes/core';
import { collectWrites, isAccepted, type SentWrite } from './sent-writes.js';

/** A write that the service accepted, before something went wrong: it must not be taken for one that was refused. */
class AcceptedWriteError extends ComputeTargetError {
  constructor(action: string, nextStep: string, cause: ComputeTargetError) {
    super(cause.code, `the service accepted the ${action}, but it could not be followed`, {
      hint: `The ${action} was accepted, but could not be followed: ${nextStep}`,
      ...(cause.service === null ? {} : { service: cause.service }),
      cause,
    });
  }
}

/** A client whose failed writes say so where the service had accepted them. */
export function reportAccepted(computes: ComputeClient): ComputeClient {
  return {
    ...computes,
    attach: (name, configuration, options) =>
      withReport({ action: 'attach', nextStep: `call compute_wait with name "${name}"` }, () =>
        computes.attach(name, configuration, options),
      ),
    detach: (name, options) =>
      withReport(
        { action: 'detach', nextStep: `call compute_wait with name "${name}" and until "detached"` },
        () => computes.detach(name, options),
      ),
  };
}

interface Write {
  readonly action: 'attach' | 'detach';
  readonly nextStep: string;
}

async function withReport<T>({ action, nextStep }: Write, work: () => Promise<T>): Promise<T> {
  const sent: SentWrite[] = [];
  return collectWrites(sent, work).catch((error: unknown) => {
    throw ComputeTargetError.isInstance(error) && isAccepted(sent)
      ? new AcceptedWriteError(action, nextStep, error)
      : error;
  });
}
