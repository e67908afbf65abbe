import { type ComputeTargetError, type ErrorCode, redactText } from '@azureml-kubernetes/core';
import { cleanText } from './clean-text.js';
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
  readonly untrusted?: { readonly detail: string };
}

/** Codes whose message quotes what others wrote, and our own words in its place. */
const OWN_WORDS: Partial<Record<ErrorCode, string>> = {
  conflict: 'the name is taken by a compute with another specification, or the compute is busy',
  'unexpected-response': 'the answer of the service cannot be read',
  'provisioning-failed': 'the service ended the operation without success',
};

/** Parameters that the library names in its own casing. */
const PARAMETERS: Readonly<Record<string, string>> = {
  resourceId: 'resource_id',
  identityType: 'identity_type',
  identityIds: 'identity_ids',
};

/** An error of the library in words; what others wrote goes under `untrusted`. */
export function presentError(error: ComputeTargetError): PresentedError {
  const { code, retryable, service } = error;
  const words = serviceWords(error);
  const own = error.service === null || words === '' ? null : cutEnd(error.message, words);
  const message = own ?? OWN_WORDS[code] ?? error.message;
  const detail = own === null ? (message === error.message ? '' : error.message) : words;
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

/** What any other error becomes: its words may hold anything, so none of them are shown. */
export const INTERNAL_ERROR: PresentedError = {
  code: 'internal',
  message: 'something went wrong inside this server; nothing is known about whether the call took effect',
  hint: 'Read the state with compute_get_status before trying again; the server log tells more',
  retryable: false,
  request_id: null,
};

function serviceWords({ service }: ComputeTargetError): string {
  return redactText([service?.code, service?.message].filter((part) => typeof part === 'string').join(': '));
}

/** The message without the words of the service at its end; null when it does not end in them. */
function cutEnd(message: string, words: string): string | null {
  return message.endsWith(words) ? message.slice(0, -words.length).replace(/:\s*$/, '') : null;
}

function nameParameters(text: string): string {
  return text.replace(/\b(?:resourceId|identityType|identityIds)\b/g, (field) => PARAMETERS[field] ?? field);
}
