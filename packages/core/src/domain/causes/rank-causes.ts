import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check } from '../check.js';
import type { Cause, Confidence, Evidence } from './cause.js';
import { SERVICE_RULES, type ServiceRule } from './service-rules.js';

/** An attach that is still under way after this long is stuck more often than slow (user reports: 20 to 100 minutes). */
export const STUCK_AFTER_MS: number = 30 * 60_000;

const ORDER: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 };

/** Causes from most to least certain: what is seen in the resources, what the service named, what it usually is. */
export function rankCauses(evidence: Evidence): Cause[] {
  const causes = [
    ...evidence.checks.filter(({ status }) => status === 'fail').map(causeOfCheck),
    ...causesOfProblems(evidence.problems),
    ...stuck(evidence),
    ...evidence.checks.filter(isSuspicious).map(suspicion),
  ];
  const unique = causes.filter(({ id }, index) => causes.findIndex((other) => other.id === id) === index);
  return unique.sort((one, other) => ORDER[one.confidence] - ORDER[other.confidence]);
}

function causeOfCheck({ id, evidence, fix, source }: Check): Cause {
  return { id, confidence: 'certain', cause: evidence, evidence, fix: fix ?? 'Remove the cause', source };
}

/** Warnings about the cluster that make an attach hang or fail, though not always. */
function isSuspicious({ id, status }: Check): boolean {
  return (
    status === 'warn' &&
    (id.startsWith('cluster') || id.startsWith('extension') || id === 'same-subscription')
  );
}

function suspicion(check: Check): Cause {
  return { ...causeOfCheck(check), confidence: 'possible' };
}

function causesOfProblems(problems: readonly ServiceProblem[]): Cause[] {
  return problems.flatMap((problem) => {
    const rule = ruleFor(problem);
    if (rule === undefined) return [];
    const { id, confidence, cause, fix, source } = rule;
    return [{ id, confidence, cause, evidence: describe(problem), fix, source }];
  });
}

/** A general code such as InternalServerError tells less than specific words beside it. */
function ruleFor(problem: ServiceProblem): ServiceRule | undefined {
  const specific = SERVICE_RULES.filter(({ confidence }) => confidence !== 'possible');
  return (
    specific.find((rule) => byCode(rule, problem)) ??
    specific.find((rule) => byWords(rule, problem)) ??
    SERVICE_RULES.find((rule) => byCode(rule, problem) || byWords(rule, problem))
  );
}

function byCode({ codes }: ServiceRule, { code }: ServiceProblem): boolean {
  return codes.some((known) => known.toLowerCase() === code?.toLowerCase());
}

function byWords({ words }: ServiceRule, { message }: ServiceProblem): boolean {
  return words?.test(message) ?? false;
}

function describe({ code, message }: ServiceProblem): string {
  return code === null ? message : `${code}: ${message}`;
}

function stuck({ compute, ageMs }: Evidence): Cause[] {
  const { state, text } = compute.lifecycle;
  const underWay = state === 'creating' || state === 'updating' || state === 'deleting';
  if (!underWay || ageMs === null || ageMs < STUCK_AFTER_MS) return [];
  const minutes = Math.round(ageMs / 60_000);
  return [
    {
      id: 'stuck',
      confidence: 'possible',
      cause: `it has been ${text} for ${minutes} minutes, longer than the ${STUCK_AFTER_MS / 60_000} that are usual`,
      evidence: `last changed ${compute.modifiedOn?.iso ?? 'at an unknown time'}`,
      fix: 'Detach it, remove the causes named here, and attach it again with the same name and namespace',
      source: 'user reports of attaches that ended after 20 to 100 minutes',
    },
  ];
}
