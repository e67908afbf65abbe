import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check, CheckId } from '../checks/check.js';
import { ATTACH_RULES } from './attach-rules.js';
import type { Cause, Confidence, Evidence } from './cause.js';
import { COMPUTE_RULES } from './compute-rules.js';
import { EXTENSION_RULES } from './extension-rules.js';
import { findRule } from './find-rule.js';
import { causesOfProgress } from './progress-causes.js';
import type { Rule } from './rule.js';

const ORDER: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };

/** What the service says of a compute. A code that means another thing in the extension means this one here. */
const PROBLEM_RULES: readonly Rule[] = [...ATTACH_RULES, ...COMPUTE_RULES, ...EXTENSION_RULES];

/** Warnings that make an attach hang or fail, though not always. */
const SUSPICIOUS: readonly CheckId[] = [
  'workspace-roles',
  'workspace-name',
  'same-subscription',
  'cluster-running',
  'cluster-network',
  'extension-healthy',
  'extension-features',
];

/** Causes from most to least certain: what is seen in the resources, what the service named, what it usually is. */
export function rankCauses(evidence: Evidence): Cause[] {
  const { checks } = evidence;
  const named = evidence.problems.flatMap((problem) => {
    const rule = findRule(problem, PROBLEM_RULES, checks);
    return rule === undefined ? [] : [{ problem, rule }];
  });
  const warnings = checks.filter(({ status }) => status === 'warn');
  const corroborated = warnings.filter(({ id }) => named.some(({ rule }) => rule.seenAs?.includes(id)));
  const causes = [
    ...checks.filter(({ status }) => status === 'fail').map((check) => causeOfCheck(check, 'certain')),
    ...causesOfExtension(evidence),
    ...corroborated.map((check) => causeOfCheck(check, 'likely')),
    ...named.map(({ problem, rule }) => causeOfRule(problem, rule)),
    ...causesOfProgress(evidence),
    ...warnings.filter(({ id }) => SUSPICIOUS.includes(id)).map((check) => causeOfCheck(check, 'possible')),
  ];
  const unique = causes.filter(({ id }, index) => causes.findIndex((other) => other.id === id) === index);
  return unique.sort((one, other) => ORDER[one.confidence] - ORDER[other.confidence]);
}

function causeOfCheck({ id, cause, evidence, fix, source }: Check, confidence: Confidence): Cause {
  return { id: cause ?? id, confidence, cause: evidence, evidence, fix: fix ?? 'Remove the cause', source };
}

function causeOfRule(problem: ServiceProblem, { id, confidence, cause, fix, source }: Rule): Cause {
  return { id, confidence, cause, evidence: describe(problem), fix, source };
}

/** A failed extension may have several reasons; the check names the first alone. */
function causesOfExtension({ checks, extensionProblems }: Evidence): Cause[] {
  if (!checks.some(({ id, status }) => id === 'extension-healthy' && status === 'fail')) return [];
  return extensionProblems.flatMap((problem) => {
    const rule = findRule(problem, EXTENSION_RULES);
    if (rule === undefined || rule.confidence === 'possible') return [];
    return [{ ...causeOfRule(problem, rule), confidence: 'certain' as const }];
  });
}

function describe({ code, message }: ServiceProblem): string {
  return code === null ? message : `${code}: ${message}`;
}
