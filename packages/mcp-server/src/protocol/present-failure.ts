import { ComputeTargetError } from '@azureml-kubernetes/core';
import type { Log } from '../observability/log.js';
import { INTERNAL_ERROR, type PresentedError, presentError } from '../present/present-error.js';
import { errorKind } from '../runtime/error-kind.js';

/** Any error as a caller may see it; of an unknown one only its kind and place are logged. */
export function presentFailure(error: unknown, log: Log): PresentedError {
  if (ComputeTargetError.isInstance(error)) return presentError(error);
  const { stack = '' } = error instanceof Error ? error : {};
  const place = /\((?:.*\/)?([^/()]+:\d+:\d+)\)/.exec(stack)?.[1] ?? 'unknown';
  log('error', 'internal-error', { name: errorKind(error), place });
  return INTERNAL_ERROR;
}
