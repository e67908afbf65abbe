import type { ServiceProblem } from '../../errors/service-problem.js';
import type { Check } from '../checks/check.js';
import type { Rule } from './rule.js';

/**
 * The rule that explains a problem best: by its code, by a code that its message names, by its words; and a general
 * rule only where no specific one knows it.
 */
export function findRule(
  problem: ServiceProblem,
  rules: readonly Rule[],
  checks: readonly Check[] = [],
): Rule | undefined {
  const holding = rules.filter((rule) => holds(rule, checks));
  const general = holding.filter(({ confidence }) => confidence === 'possible');
  const specific = holding.filter((rule) => !general.includes(rule));
  return bestOf(problem, specific) ?? bestOf(problem, general);
}

function bestOf({ code, message }: ServiceProblem, rules: readonly Rule[]): Rule | undefined {
  const named = message.match(/\b[A-Za-z][A-Za-z0-9]{4,60}\b/g) ?? [];
  return (
    rules.find(({ codes }) => codes?.some((known) => isSame(known, code))) ??
    rules.find(({ codes }) => codes?.some((known) => named.some((word) => isSame(known, word)))) ??
    rules.find(({ words }) => words?.test(message))
  );
}

function holds({ given = {} }: Rule, checks: readonly Check[]): boolean {
  return Object.entries(given).every(([id, status]) =>
    checks.some((check) => check.id === id && check.status === status),
  );
}

function isSame(one: string, other: string | null): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}
