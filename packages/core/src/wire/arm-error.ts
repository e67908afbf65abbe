import * as z from 'zod';
import { matchProblem } from '../domain/match-problem.js';
import type { ComputeTargetError, ServiceAnswer } from '../errors/compute-target-error.js';
import { ConflictError } from '../errors/conflict-error.js';
import { CredentialError } from '../errors/credential-error.js';
import { ForbiddenError } from '../errors/forbidden-error.js';
import { NotFoundError } from '../errors/not-found-error.js';
import { redactText } from '../errors/redact-text.js';
import { ServiceError } from '../errors/service-error.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import { ThrottledError, throttledHint } from '../errors/throttled-error.js';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.js';
import { findProblems } from './problems.js';
import { BUSY, fixFor, REFUSAL_HINTS } from './refusal-hints.js';

/** The facts of an answer that an error is made from. */
export interface RefusedAnswer {
  readonly status: number;
  readonly requestId: string | null;
  /**
   * The tenant that the challenge of a 401 names, a GUID.
   * @default none is named
   */
  readonly tenantId?: string | null;
  /** The pause that it asks for, in milliseconds. */
  readonly retryAfterMs?: number | null | undefined;
  readonly body:
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'empty' | 'unreadable' };
}

const errorCode = z.looseObject({ code: z.string() });
const envelope = z.looseObject({ error: errorCode });

/** Turns a refusal into the typed error for it. Works for bodies that are empty, foreign or broken, too. */
export function refusalOf(answer: RefusedAnswer, action: string): ComputeTargetError {
  const service = readService(answer);
  const summary = `${action} was answered with HTTP ${answer.status}`;
  const outermost = { code: service.code, message: service.message ?? '' };
  const problems = [outermost, ...service.details];
  const isForeign = answer.status >= 400 && answer.body.kind === 'unreadable';
  return create(answer.status, summary, {
    service,
    fix: isForeign ? PROXY_HINT : hintFor(problems),
    isForeign,
    tenantId: answer.tenantId ?? null,
    retryAfterMs: answer.retryAfterMs ?? null,
    isBusy: problems.some((problem) => matchProblem(problem, [BUSY]) !== undefined),
  });
}

function hintFor(problems: readonly ServiceProblem[]): string | null {
  for (const problem of problems) {
    const known = matchProblem(problem, REFUSAL_HINTS);
    if (known !== undefined) return fixFor(known, problem.message);
  }
  return null;
}

function readService({ status, requestId, body }: RefusedAnswer): ServiceAnswer {
  const value = body.kind === 'json' ? body.value : undefined;
  const details = findProblems(value);
  const message = details.length === 0 ? null : details.map((problem) => problem.message).join('; ');
  return { status, code: codeIn(value), message, details, requestId };
}

/** The error code that an answer gives, or null. */
export function errorCodeOf({ body }: Pick<RefusedAnswer, 'body'>): string | null {
  return body.kind === 'json' ? codeIn(body.value) : null;
}

/** The outermost code: it is what documentation and support go by. */
function codeIn(value: unknown): string | null {
  const code = envelope.safeParse(value).data?.error.code ?? errorCode.safeParse(value).data?.code;
  return code === undefined ? null : redactText(code).slice(0, 200);
}

interface Explained {
  readonly service: ServiceAnswer;
  /** What a hint advises; null where the refusal is unknown. */
  readonly fix: string | null;
  /** The tenant to sign in to; null where none is named. */
  readonly tenantId: string | null;
  /** The body is no JSON, which Azure Resource Manager always answers. */
  readonly isForeign: boolean;
  readonly retryAfterMs: number | null;
  /** Another operation is at work, which ends by itself. */
  readonly isBusy: boolean;
}

function create(
  status: number,
  summary: string,
  { service, fix, isForeign, isBusy, tenantId, retryAfterMs }: Explained,
): ComputeTargetError {
  if (status === 403 && isForeign) return new UnexpectedResponseError(summary, { hint: PROXY_HINT, service });
  if (status === 401) {
    return new CredentialError(summary, {
      hint: fix ?? signInHint(tenantId),
      service,
    });
  }
  if (status === 403) {
    return new ForbiddenError(summary, { hint: fix ?? forbiddenHint(service), service });
  }
  if (status === 404) {
    return new NotFoundError(summary, {
      hint: fix ?? 'Check the name, the workspace and the subscription',
      service,
    });
  }
  if (status === 409 || status === 412) {
    return new ConflictError(summary, {
      hint: fix ?? (isBusy ? BUSY_HINT : CONFLICT_HINT),
      retryable: fix === null && isBusy,
      service,
    });
  }
  if (status === 429) {
    return new ThrottledError(summary, {
      hint: throttledHint(retryAfterMs),
      retryable: true,
      service,
    });
  }
  if (status >= 400) {
    return new ServiceError(summary, {
      hint: fix ?? serviceHint(status, retryAfterMs),
      retryable: status >= 500,
      service,
    });
  }
  return new UnexpectedResponseError(summary, {
    hint: PROXY_HINT,
    service,
  });
}

/** The id of a tenant is a GUID, which can carry no text of others. */
function signInHint(tenantId: string | null): string {
  if (tenantId === null) return 'Sign in again, and check that the token is for the right tenant and cloud';
  return `Sign in to the tenant that the service names, and use it (--tenant ${tenantId}): az login --tenant ${tenantId}`;
}

const PROXY_HINT =
  'Something between here and Azure Resource Manager may have answered instead of it, such as a proxy';

const BUSY_HINT = 'Another operation is at work on it: wait for its end, read the state, then try again';

const CONFLICT_HINT = 'Read the state of the resource, remove what the message names, then try again';

/** Azure Resource Manager refuses with a code; a refusal without one may come from anything on the way. */
function forbiddenHint({ code }: ServiceAnswer): string {
  return code === null ? `${PROXY_HINT}; if not, the caller may lack a role` : FORBIDDEN_HINT;
}

const FORBIDDEN_HINT =
  'Give the caller a role that allows this on the workspace, such as Contributor; new roles take minutes to count';

function serviceHint(status: number, retryAfterMs: number | null): string {
  if (status < 500) return 'Correct what the message names, then try again';
  const when = retryAfterMs === null ? 'later' : `after ${Math.ceil(retryAfterMs / 1_000)} seconds`;
  return `Try again ${when}; give the request id to Azure support if it stays`;
}
