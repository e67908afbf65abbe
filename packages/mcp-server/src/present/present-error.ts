import {
  type ComputeTargetError,
  CredentialError,
  type ErrorCode,
  InvalidInputError,
} from '@azureml-kubernetes/core';
import { ChecksFailedError } from './checks-failed-error.js';
import { cleanText } from './clean-text.js';
import { parameterOf } from './parameter-of.js';
import { presentAttempts } from './present-attempts.js';
import { presentChecks } from './present-checks.js';
import { serviceWord } from './service-word.js';
import { toolWord } from './tool-word.js';

/** A refusal as every tool gives it. */
export interface PresentedError {
  readonly code: ErrorCode | 'internal';
  readonly message: string;
  readonly hint: string;
  readonly retryable: boolean;
  /** What Azure support asks for; null where no answer was the cause. */
  readonly request_id: string | null;
  readonly service_code?: string;
  /** Why there is no usable token, where that is the error. */
  readonly reason?: string;
  /** The checks that failed, where that is why nothing was sent. */
  readonly checks?: ReturnType<typeof presentChecks>['checks'];
  readonly untrusted?: Readonly<Record<string, unknown>>;
}

/** An error of the library: our words as they are, what others wrote under `untrusted`. */
export function presentError(error: ComputeTargetError): PresentedError {
  if (error instanceof ChecksFailedError) return presentFailedChecks(error);
  const { code, retryable, service } = error;
  const { reason, entraCode, tried } = presentCredential(error);
  const serviceCode = serviceWord(service?.code ?? entraCode, 'errorCode');
  const detail = wordsOfOthers(error);
  return {
    code,
    ...ownWords(error),
    retryable,
    request_id: serviceWord(error.requestId, 'requestId'),
    ...(serviceCode === null ? {} : { service_code: serviceCode }),
    ...(reason === null ? {} : { reason }),
    ...(detail === '' ? {} : { untrusted: { detail: cleanText(detail), ...tried } }),
  };
}

/** What only an error about a token has. */
function presentCredential(error: ComputeTargetError) {
  if (!CredentialError.isInstance(error)) return { reason: null, entraCode: null, tried: null };
  // One of another version of the library may lack both.
  const { reason = 'unknown', attempts = [] } = error;
  return {
    reason: toolWord(reason),
    entraCode: attempts[0]?.code ?? null,
    tried: presentAttempts(attempts),
  };
}

/** The library names a field of an input in its own casing, the tools name a parameter. */
function ownWords(error: ComputeTargetError): Pick<PresentedError, 'message' | 'hint'> {
  if (!InvalidInputError.isInstance(error) || error.problem === undefined)
    return { message: cleanText(error.summary), hint: cleanText(error.hint) };
  const { field, rule, example } = error.problem;
  const parameter = parameterOf(field);
  return {
    message: cleanText(`${parameter} ${rule}`),
    hint: cleanText(`Give ${parameter} a value such as ${example}`),
  };
}

function wordsOfOthers({ service, quoted }: ComputeTargetError): string {
  const words = [service?.code, service?.message].filter((part) => typeof part === 'string').join(': ');
  return [words, quoted].filter((part) => typeof part === 'string' && part !== '').join('; ');
}

function presentFailedChecks({ code, summary, hint, checks }: ChecksFailedError): PresentedError {
  return {
    code,
    message: summary,
    hint: cleanText(hint),
    retryable: false,
    request_id: null,
    ...presentChecks(checks),
  };
}

/** What any other error becomes: its words may hold anything, so none of them are shown. */
export const INTERNAL_ERROR: PresentedError = {
  code: 'internal',
  message: 'something went wrong inside this server; nothing is known about whether the call took effect',
  hint: 'Read the state with compute_get_status before trying again; the server log tells more',
  retryable: false,
  request_id: null,
};
