import { ERROR_CODES, type ErrorCode } from './error-code.js';
import { redactText } from './redact-text.js';

const MARKER: unique symbol = Symbol.for('@azureml-kubernetes/core.ComputeTargetError');

/** Messages quote the service, and a service can be verbose or hostile. */
const MAX_MESSAGE = 4_000;

/** What an error carries beside its message. */
export interface ErrorContext {
  /** What the reader should do next, in one or two sentences. */
  readonly hint: string;
  /** Whether the same call may succeed later without any change. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
  /** The service's own answer, when there was one. */
  readonly service?: ServiceAnswer;
}

/** The part of a service's refusal that is safe to keep: no headers, no body, no URL. */
export interface ServiceAnswer {
  /** HTTP status. */
  readonly status: number;
  /** The service's error code, such as `AuthorizationFailed`. */
  readonly code: string | null;
  /** The service's own words, redacted. Untrusted: others can write parts of it. */
  readonly message: string | null;
  /** `x-ms-request-id`, which Azure support asks for. */
  readonly requestId: string | null;
}

/** The safe form of an error for logs and results. */
export interface ComputeTargetErrorJson {
  readonly name: string;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly retryable: boolean;
  readonly service?: ServiceAnswer;
}

/**
 * Base of every error this library throws (the counterpart of the Python SDK's `ComputeTargetException`).
 * An abort is not in this family: it is the signal's own reason, unwrapped.
 *
 * Message, hint and service answer never hold a token, a connection string or a signed URL.
 */
export class ComputeTargetError extends Error {
  /** Whether a value is an error of this class, also when it comes from another copy of this package. */
  static readonly isInstance: ErrorGuard<ComputeTargetError> = guardFor(null);

  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly hint: string;
  readonly service: ServiceAnswer | null;

  constructor(code: ErrorCode, message: string, context: ErrorContext) {
    super(
      redactText(message).slice(0, MAX_MESSAGE),
      context.cause === undefined ? undefined : { cause: context.cause },
    );
    this.name = nameOf(code);
    this.code = code;
    this.retryable = context.retryable ?? false;
    this.hint = context.hint;
    this.service = context.service ?? null;
    Object.defineProperty(this, MARKER, { value: true });
  }

  /** `x-ms-request-id` of the answer that caused this error, or null. */
  get requestId(): string | null {
    return this.service?.requestId ?? null;
  }

  /** What can be logged or stored: no cause, no stack, no secret. */
  toJSON(): ComputeTargetErrorJson {
    const { name, code, message, hint, retryable, service } = this;
    return { name, code, message, hint, retryable, ...(service ? { service } : {}) };
  }
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
