import type { Fact } from '../../domain/fact.js';
import type { StepId } from '../../domain/preparing/step.js';

/** What is looked at before an attach. */
export type CheckId =
  | 'workspace'
  | 'workspace-name'
  | 'workspace-network'
  | 'workspace-roles'
  | 'name'
  | 'namespace'
  | 'same-subscription'
  | 'same-cloud'
  | 'cluster'
  | 'cluster-running'
  | 'cluster-network'
  | 'cluster-identity'
  | 'kubernetes-version'
  | 'extension'
  | 'extension-healthy'
  | 'extension-scope'
  | 'extension-version'
  | 'extension-features'
  | 'extension-pods'
  | 'extension-report'
  | 'extension-quota'
  | 'instance-types'
  | 'identity'
  | 'identity-assign'
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
  /** The id of the cause behind it, where it is known better than by the check itself. */
  readonly cause?: string;
  /** The cause in our words, where the evidence holds words of others. */
  readonly explanation?: string;
  /** The step of a preparation that heals it, where there is one. */
  readonly step?: StepId;
}

/** Makes the outcomes of one check. */
export function outcomesOf(id: CheckId, source: string): Outcomes {
  return {
    pass: (evidence) => ({ id, status: 'pass', evidence, fix: null, source }),
    warn: (evidence, fix) => ({ id, status: 'warn', evidence, fix, source }),
    fail: (evidence, fix) => ({ id, status: 'fail', evidence, fix, source }),
    unknown: (evidence, fix = null) => ({ id, status: 'unknown', evidence, fix, source }),
  };
}

interface Outcomes {
  pass(evidence: string): Check;
  warn(evidence: string, fix: string): Check;
  fail(evidence: string, fix: string): Check;
  unknown(evidence: string, fix?: string | null): Check;
}

/** A check about something that could not be read. */
export function unseen(
  id: CheckId,
  fact: Exclude<Fact<unknown>, { kind: 'read' | 'absent' }>,
  what: string,
): Check {
  const { unknown } = outcomesOf(id, 'what the caller may read');
  return fact.kind === 'forbidden'
    ? unknown(
        `the caller may not read ${what}`,
        `Let the caller read ${what} to have this checked: the role Reader is enough`,
      )
    : unknown(`${what} could not be read: ${fact.reason}`, 'Try again later');
}
