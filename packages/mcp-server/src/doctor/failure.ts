import { ComputeTargetError, CredentialError } from '@azureml-kubernetes/core';
import { presentAttempts } from '../present/present-attempts.js';
import { INTERNAL_ERROR, presentError } from '../present/present-error.js';
import type { Finding } from './finding.js';

/** The finding that an error stands for. */
export function failureOf(subject: string, error: unknown): Finding {
  const { message, hint, request_id, service_code } = ComputeTargetError.isInstance(error)
    ? presentError(error)
    : INTERNAL_ERROR;
  const details = [service_code, request_id === null ? undefined : `request ${request_id}`].filter(Boolean);
  const text = details.length === 0 ? message : `${message} (${details.join(', ')})`;
  const tried = CredentialError.isInstance(error) ? presentAttempts(error.attempts) : null;
  return { verdict: 'fail', subject, text, advice: hint, ...(tried === null ? {} : { tried }) };
}
