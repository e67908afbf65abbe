import { isBoilerplate } from '../../domain/boilerplate.js';
import { matchProblem } from '../../domain/match-problem.js';
import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check } from '../checks/check.js';
import type { Rule } from './rule.js';

/** The rule that explains a problem best: a general rule only where no specific one knows it. */
export function findRule(
  problem: ServiceProblem,
  rules: readonly Rule[],
  checks: readonly Check[] = [],
): Rule | undefined {
  return findSpecific(problem, rules, checks) ?? findGeneral(problem, rules, checks);
}

/** The specific rule that explains a problem. */
export function findSpecific(
  problem: ServiceProblem,
  rules: readonly Rule[],
  checks: readonly Check[] = [],
): Rule | undefined {
  const specific = rules.filter(({ confidence }) => confidence !== 'possible');
  return matchProblem(
    problem,
    specific.filter((rule) => holds(rule, checks)),
  );
}

/** The general rule that explains a problem, which says no more than is usual. */
export function findGeneral(
  problem: ServiceProblem,
  rules: readonly Rule[],
  checks: readonly Check[] = [],
): Rule | undefined {
  const silent = problem.message === problem.code || isBoilerplate(problem.message);
  const general = rules.filter(
    ({ confidence, onlyBoilerplate }) => confidence === 'possible' && (silent || onlyBoilerplate !== true),
  );
  return matchProblem(
    problem,
    general.filter((rule) => holds(rule, checks)),
  );
}

function holds({ given = {} }: Rule, checks: readonly Check[]): boolean {
  return Object.entries(given).every(([id, status]) =>
    checks.some((check) => check.id === id && check.status === status),
  );
}
