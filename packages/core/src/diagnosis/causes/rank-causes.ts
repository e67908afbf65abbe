import type { ExtensionStage } from '../../domain/extension-failures/extension-stage.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check, CheckId } from '../checks/check.js';
import { ATTACH_RULES } from './attach-rules.js';
import type { Cause, Confidence, Evidence } from './cause.js';
import { COMPUTE_RULES } from './compute-rules.js';
import { type ExplainedFailure, explainExtension } from './explain-extension.js';
import { findGeneral, findSpecific } from './find-rule.js';
import { type Place, placeOf } from './place.js';
import { causesOfProgress } from './progress-causes.js';
import { REFUSAL_RULES } from './refusal-rules.js';
import { type Rule, wordsFor } from './rule.js';

const ORDER: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };

/** What the service says of a compute. A code that means another thing in the extension means this one here. */
const PROBLEM_RULES: readonly Rule[] = [...REFUSAL_RULES, ...ATTACH_RULES, ...COMPUTE_RULES];

/** Where an attach, too, fails in the ways in which an installation in the cluster does. */
const STAGES_OF_ATTACH: readonly ExtensionStage[] = [
  'admission',
  'webhook',
  'ownership',
  'rights',
  'registration',
  'health-check',
  'endpoint',
  'namespace-ending',
  'trust',
];

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
  const place = placeOf(evidence.compute, evidence.extensionName, evidence.extensionFeatures);
  const named = evidence.problems.flatMap((problem) => explainProblem(problem, checks, place));
  const warnings = checks.filter(({ status }) => status === 'warn');
  const corroborated = warnings.filter(({ id }) => named.some(({ seenAs }) => seenAs.includes(id)));
  const causes = [
    ...checks.filter(({ status }) => status === 'fail').map((check) => causeOfCheck(check, 'certain')),
    ...causesOfExtension(evidence, place),
    ...corroborated.map((check) => causeOfCheck(check, 'likely')),
    ...named.map(({ cause }) => cause),
    ...causesOfProgress(evidence),
    ...warnings.filter(({ id }) => SUSPICIOUS.includes(id)).map((check) => causeOfCheck(check, 'possible')),
  ];
  const unique = causes.filter(({ id }, index) => causes.findIndex((other) => other.id === id) === index);
  return unique.sort((one, other) => ORDER[one.confidence] - ORDER[other.confidence]);
}

function causeOfCheck(
  { id, cause, explanation, evidence, fix, source }: Check,
  confidence: Confidence,
): Cause {
  return {
    id: cause ?? id,
    confidence,
    cause: explanation ?? evidence,
    evidence,
    fix: fix ?? 'Remove the cause',
    source,
  };
}

/** A cause that the service named, and the checks that see it more closely. */
interface NamedCause {
  readonly cause: Cause;
  readonly seenAs: readonly CheckId[];
}

/** A specific rule goes first, then what is known of installations, then what is usual. */
function explainProblem(problem: ServiceProblem, checks: readonly Check[], place: Place): NamedCause[] {
  const specific = findSpecific(problem, PROBLEM_RULES, checks);
  if (specific !== undefined) return [causeOfRule(problem, specific, place)];
  const installed = explainExtension([problem], place);
  if (STAGES_OF_ATTACH.includes(installed.stage))
    return [{ cause: causeOfFailure(problem, installed, 'likely'), seenAs: [] }];
  const general = findGeneral(problem, PROBLEM_RULES, checks);
  return general === undefined ? [] : [causeOfRule(problem, general, place)];
}

function causeOfRule(problem: ServiceProblem, rule: Rule, place: Place): NamedCause {
  const { id, confidence, source, seenAs = [] } = rule;
  const cause = wordsFor(rule.cause, place, problem);
  const fix = wordsFor(rule.fix, place, problem);
  return { cause: { id, confidence, cause, evidence: describe(problem), fix, source }, seenAs };
}

function causeOfFailure(
  problem: ServiceProblem,
  { id, cause, fix, source }: ExplainedFailure,
  confidence: Confidence,
): Cause {
  return { id, confidence, cause, evidence: describe(problem), fix, source };
}

/** A failed extension may have several reasons; the check names the first alone. */
function causesOfExtension({ checks, extensionProblems }: Evidence, place: Place): Cause[] {
  if (!checks.some(({ id, status }) => id === 'extension-healthy' && status === 'fail')) return [];
  return extensionProblems.flatMap((problem) => {
    const explained = explainExtension([problem], place);
    return explained.stage === 'unknown' ? [] : [causeOfFailure(problem, explained, 'certain')];
  });
}

function describe({ code, message }: ServiceProblem): string {
  return code === null ? message : `${code}: ${message}`;
}
