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
  const holding = rules.filter((rule) => holds(rule, checks));
  const general = holding.filter(({ confidence }) => confidence === 'possible');
  const specific = holding.filter((rule) => !general.includes(rule));
  return matchProblem(problem, specific) ?? matchProblem(problem, general);
}

function holds({ given = {} }: Rule, checks: readonly Check[]): boolean {
  return Object.entries(given).every(([id, status]) =>
    checks.some((check) => check.id === id && check.status === status),
  );
}
