import { type ComputeTargetError, type ErrorCode, redactText } from '@azureml-kubernetes/core';
import { ChecksFailedError } from './checks-failed-error.js';
import { cleanText } from './clean-text.js';
import { presentChecks } from './present-checks.js';
import { serviceWord } from './service-word.js';

/** A refusal as every tool gives it. */
export interface PresentedError {
  readonly code: ErrorCode | 'internal';
  readonly message: string;
  readonly hint: string;
  readonly retryable: boolean;
  /** What Azure support asks for; null where no answer was the cause. */
  readonly request_id: string | null;
  readonly service_code?: string;
  /** The checks that failed, where that is why nothing was sent. */
  readonly checks?: ReturnType<typeof presentChecks>['checks'];
  readonly untrusted?: Readonly<Record<string, unknown>>;
}

/** Codes whose message quotes what others wrote, and our own words in its place. */
const OWN_WORDS: Partial<Record<ErrorCode, string>> = {
  'unsupported-operation': 'the name belongs to a compute of another type',
  conflict: 'the name is taken by a compute with another specification, or the compute is busy',
  'unexpected-response': 'the answer of the service cannot be read',
  'provisioning-failed': 'the service ended the operation without success',
};

/** Parameters that the library names in its own casing. */
const PARAMETERS: Readonly<Record<string, string>> = {
  resourceId: 'resource_id',
  subscriptionIds: 'subscription_ids',
  identityType: 'identity_type',
  identityIds: 'identity_ids',
};
const FIELDS = new RegExp(`\\b(?:${Object.keys(PARAMETERS).join('|')})\\b`, 'g');

/** An error of the library in words; what others wrote goes under `untrusted`. */
export function presentError(error: ComputeTargetError): PresentedError {
  if (error instanceof ChecksFailedError) return presentFailedChecks(error);
  const { code, retryable, service } = error;
  const { message, detail } = separate(error);
  const serviceCode = serviceWord(service?.code, 'errorCode');
  return {
    code,
    message: cleanText(nameParameters(message)),
    hint: cleanText(nameParameters(error.hint)),
    retryable,
    request_id: serviceWord(error.requestId, 'requestId'),
    ...(serviceCode === null ? {} : { service_code: serviceCode }),
    ...(detail === '' ? {} : { untrusted: { detail: cleanText(nameParameters(detail)) } }),
  };
}

function presentFailedChecks({ code, message, hint, checks }: ChecksFailedError): PresentedError {
  return {
    code,
    message,
    hint: cleanText(hint),
    retryable: false,
    request_id: null,
    ...presentChecks(checks),
  };
}

/** Tells our own words in a message from those of the service, which stand at its end or somewhere in it. */
function separate({ code, message, service }: ComputeTargetError): { message: string; detail: string } {
  const words = [service?.code, service?.message].filter((part) => typeof part === 'string').join(': ');
  const redacted = redactText(words);
  if (words !== '' && message.endsWith(redacted)) {
    return { message: message.slice(0, -redacted.length).replace(/:\s*$/, ''), detail: words };
  }
  const quotes = service?.message ? message.includes(service.message) : false;
  const own = OWN_WORDS[code] ?? (quotes ? 'the service refused the request' : null);
  return own === null ? { message, detail: '' } : { message: own, detail: message };
}

/** What any other error becomes: its words may hold anything, so none of them are shown. */
export const INTERNAL_ERROR: PresentedError = {
  code: 'internal',
  message: 'something went wrong inside this server; nothing is known about whether the call took effect',
  hint: 'Read the state with compute_get_status before trying again; the server log tells more',
  retryable: false,
  request_id: null,
};

function nameParameters(text: string): string {
  return text.replace(FIELDS, (field) => PARAMETERS[field] ?? field);
}
