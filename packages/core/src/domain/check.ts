import type { Fact } from './fact.js';

/** What is looked at before an attach. */
export type CheckId =
  | 'workspace'
  | 'name'
  | 'namespace'
  | 'same-subscription'
  | 'cluster'
  | 'cluster-running'
  | 'cluster-network'
  | 'cluster-identity'
  | 'kubernetes-version'
  | 'extension'
  | 'extension-healthy'
  | 'extension-features'
  | 'identity'
  | 'caller-attach'
  | 'caller-cluster';

/** `unknown`: it could not be seen, which is neither good nor bad. */
export type CheckStatus = 'pass' | 'fail' | 'warn' | 'unknown';

/** One thing that an attach needs, and whether it is there. */
export interface Check {
  readonly id: CheckId;
  readonly status: CheckStatus;
  /** What was seen. May hold names that others chose. */
  readonly evidence: string;
  /** What to do; null where nothing is to be done. */
  readonly fix: string | null;
  /** Where the rule comes from. */
  readonly source: string;
}

/** A check about something that could not be read. */
export function unseen(
  id: CheckId,
  fact: Exclude<Fact<unknown>, { kind: 'read' | 'absent' }>,
  what: string,
): Check {
  const source = 'what the caller may read';
  return fact.kind === 'forbidden'
    ? {
        id,
        status: 'unknown',
        evidence: `the caller may not read ${what}`,
        fix: `Give the caller the role Reader on ${what} to have this checked`,
        source,
      }
    : {
        id,
        status: 'unknown',
        evidence: `${what} could not be read: ${fact.reason}`,
        fix: 'Try again later',
        source,
      };
}
