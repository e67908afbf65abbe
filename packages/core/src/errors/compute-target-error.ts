import { ERROR_CODES, type ErrorCode } from './error-code.js';
import { redactText } from './redact-text.js';
import type { ServiceProblem } from './service-problem.js';

const MARKER: unique symbol = Symbol.for('@azureml-kubernetes/core.ComputeTargetError');

/** Messages quote the service, and a service can be verbose or hostile. */
const MAX_MESSAGE = 4_000;

/** What an error carries beside its summary. */
export interface ErrorContext {
  /** What the reader should do next, in one or two sentences of ours. */
  readonly hint: string;
  /**
   * Whether the same call may succeed later without any change.
   * @default false
   */
  readonly retryable?: boolean;
  readonly cause?: unknown;
  /** The service's own answer, when there was one. */
  readonly service?: ServiceAnswer | null;
  /** Any other text that we did not write and that explains the error, such as a host or a value of a compute. */
  readonly quoted?: string | null;
}

/** The part of a service's refusal that is safe to keep: no headers, no body, no URL. Its texts are untrusted. */
export interface ServiceAnswer {
  /** HTTP status. */
  readonly status: number;
  /** The service's error code, such as `AuthorizationFailed`. */
  readonly code: string | null;
  /** The service's own words, redacted: those of all details, where there are any. */
  readonly message: string | null;
  /** The causes that the service named, one by one, redacted. */
  readonly details: readonly ServiceProblem[];
  /** `x-ms-request-id`, which Azure support asks for. */
  readonly requestId: string | null;
}

/** The safe form of an error for logs and results. */
export interface ComputeTargetErrorJson {
  readonly name: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly summary: string;
  readonly hint: string;
  readonly retryable: boolean;
  readonly service?: ServiceAnswer;
  readonly quoted?: string;
}

/**
 * Base of every error this library throws (the counterpart of the Python SDK's `ComputeTargetException`).
 * An abort is not in this family: it is the signal's own reason, unwrapped.
 *
 * `summary` and `hint` are our words alone; what others wrote stands in `service` and `quoted`. `message` joins them for
 * people who read a log; do not take it apart. None of them holds a token, a connection string or a signed URL.
 */
export class ComputeTargetError extends Error {
  /** Whether a value is an error of this class, also when it comes from another copy of this package. */
  static readonly isInstance: ErrorGuard<ComputeTargetError> = guardFor(null);

  readonly code: ErrorCode;
  /** What went wrong, in our words: names, numbers and single words of a known form stand in it, no other text. */
  readonly summary: string;
  readonly retryable: boolean;
  readonly hint: string;
  readonly service: ServiceAnswer | null;
  /** Untrusted text that explains the error and comes from elsewhere than an answer's error; null where there is none. */
  readonly quoted: string | null;

  constructor(code: ErrorCode, summary: string, context: ErrorContext) {
    const { hint, retryable = false, cause, service = null, quoted = null } = context;
    super(composeMessage(summary, service, quoted), cause === undefined ? undefined : { cause });
    this.name = nameOf(code);
    this.code = code;
    this.summary = redactText(summary);
    this.retryable = retryable;
    this.hint = hint;
    this.service = service;
    this.quoted = quoted === null ? null : redactText(quoted).slice(0, MAX_MESSAGE);
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** `x-ms-request-id` of the answer that caused this error, or null. */
  get requestId(): string | null {
    return this.service?.requestId ?? null;
  }

  /** What can be logged or stored: no cause, no stack, no secret. */
  toJSON(): ComputeTargetErrorJson {
    const { name, code, message, summary, hint, retryable, service, quoted } = this;
    return {
      name,
      code,
      message,
      summary,
      hint,
      retryable,
      ...(service === null ? {} : { service }),
      ...(quoted === null ? {} : { quoted }),
    };
  }
}

/** `summary: code: words of the service; quoted`, as far as each is there. */
function composeMessage(summary: string, service: ServiceAnswer | null, quoted: string | null): string {
  const words = [service?.code, service?.message].filter((part) => typeof part === 'string').join(': ');
  const others = [words, quoted].filter((part) => typeof part === 'string' && part !== '').join('; ');
  return redactText(others === '' ? summary : `${summary}: ${others}`).slice(0, MAX_MESSAGE);
}

/** `not-found` → `NotFoundError`: from the code, because minifiers rename classes. */
function nameOf(code: ErrorCode): string {
  const words = code.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${words.join('')}Error`;
}

/** Tells the errors of one class from all other values. */
export type ErrorGuard<Of extends ComputeTargetError> = (value: unknown) => value is Of;

/** The guard for the errors of a code, or of any code for null. It does not depend on the identity of a class. */
export function guardFor<Of extends ComputeTargetError>(code: ErrorCode | null): ErrorGuard<Of> {
  return (value): value is Of =>
    isMarked(value) && isKnown(value.code) && (code === null || code === value.code);
}

function isKnown(code: unknown): boolean {
  return ERROR_CODES.some((known) => known === code);
}

function isMarked(value: unknown): value is ComputeTargetError {
  return typeof value === 'object' && value !== null && MARKER in value;
}
