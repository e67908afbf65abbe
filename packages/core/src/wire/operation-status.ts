import * as z from 'zod';
import { type Lifecycle, parseLifecycle } from '../domain/lifecycle.js';
import type { ServiceProblem } from '../errors/service-problem.js';
import { describeIssue } from './describe-issue.js';
import { findProblems } from './problems.js';

/** What the status of an operation says. `unreadable` means that reading it failed, not that the operation did. */
export type OperationStatus =
  | { readonly kind: 'status'; readonly lifecycle: Lifecycle; readonly problems: readonly ServiceProblem[] }
  | { readonly kind: 'unreadable'; readonly reason: string };

const status = z.looseObject({ status: z.string().nullable(), error: z.unknown().optional() });

/**
 * Reads the body of an operation status. A `status` of null or of an unknown word means that the operation goes on;
 * a body without the member says nothing at all, and is never taken for success.
 */
export function decodeOperationStatus(value: unknown): OperationStatus {
  const parsed = status.safeParse(value);
  if (!parsed.success) return { kind: 'unreadable', reason: describeIssue(parsed.error) };
  const { error } = parsed.data;
  return {
    kind: 'status',
    lifecycle: parseLifecycle(parsed.data.status ?? ''),
    problems: findProblems(error),
  };
}
