import { describe, expect, it } from 'vitest';
import { place } from '../../../test/check-facts.js';
import { commandsIn, incompleteCommands } from '../../../test/commands-in.js';
import type { Check } from '../checks/check.js';
import { ATTACH_RULES } from './attach-rules.js';
import { COMPUTE_RULES } from './compute-rules.js';
import { findRule } from './find-rule.js';
import { HEALTHCHECK_RULES } from './healthcheck-rules.js';
import { REFUSAL_RULES } from './refusal-rules.js';
import { type Rule, wordsFor } from './rule.js';

const PROBLEM_RULES = [...REFUSAL_RULES, ...ATTACH_RULES, ...COMPUTE_RULES];
const installed: Check[] = [{ id: 'extension', status: 'pass', evidence: '', fix: null, source: '' }];

function idOf(rules: readonly Rule[], code: string | null, message = '', checks: readonly Check[] = []) {
  return findRule({ code, message }, rules, checks)?.id;
}

describe.each([
  ['attaches', ATTACH_RULES],
  ['computes', COMPUTE_RULES],
  ['refusals', REFUSAL_RULES],
  ['the health check', HEALTHCHECK_RULES],
])('the rules of %s', (_family, rules) => {
  const coded = rules.filter(({ given, needs, onlyBoilerplate }) =>
    [given, needs, onlyBoilerplate].every((only) => only === undefined),
  );

  it.each(coded.flatMap(({ id, codes = [] }) => codes.map((code) => [code, id] as const)))(
    'know the code %s, in any casing and in any words, as %s',
    (code, id) => {
      expect(idOf(rules, code.toUpperCase(), 'whatever it says')).toBe(id);
      expect(idOf(rules, null, `in a text: ${code.toLowerCase()}.`)).toBe(id);
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    'say of %s what to do, and how we know',
    (_, rule) => {
      expect((rule.codes ?? []).length > 0 || rule.words !== undefined).toBe(true);
      const problem = { code: null, message: 'm' };
      const [cause, fix] = [wordsFor(rule.cause, place, problem), wordsFor(rule.fix, place, problem)];
      for (const text of [cause, fix, rule.source]) expect(text).toMatch(/^\S.{10,}[^.\s]$/);
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))('give whole commands for %s', (_, rule) => {
    const problem = { code: null, message: 'm' };
    const [fix, blind] = [place, { ...place, cluster: null, extension: null }].map((where) =>
      wordsFor(rule.fix, where, problem),
    );
    expect(incompleteCommands(fix ?? '')).toEqual([]);
    expect(commandsIn(blind ?? '').join()).not.toMatch(/null|undefined|<\w/);
  });
});

// Phrases by which the service's own words can be recognised; the codes around them vary.
describe('the words of the service', () => {
  it.each([
    ['AzureML extension is not installed', 'extension-missing'],
    ['Relay resource id or connection string are not provided.', 'relay-left-over'],
    ["Retries exceeded … status code 'Forbidden'", 'workspace-access'],
    ['The Kubernetes compute is not accessible.', 'workspace-access'],
    ['Specified kubernetes version 1.12.4 is not supported.', 'kubernetes-unsupported'],
    ['An internal server error occurred.', 'internal-error'],
    ['The Kubernetes cluster is not reachable.', 'cluster-unreachable'],
    ['Failed to connect to Kubernetes cluster: x', 'cluster-error'],
    ['AzureML extension service not found in cluster.', 'extension-missing'],
    ['Request to Kubernetes cluster unauthorized.', 'cluster-unauthorized'],
    ['The k8s-extension of the Kubernetes cluster is not connectable', 'extension-not-connectable'],
    ['Cannot find Kubernetes compute.', 'compute-removed'],
    ['The compute information is invalid.', 'compute-invalid'],
    ['The compute kubeconfig is invalid.', 'kubeconfig-missing'],
    ['Failed to get compute information.', 'compute-unreadable'],
    ['E45004:"Training feature is not enabled"', 'training-off'],
    ['Give either an account key or SAS token', 'no-identity'],
    ['Unknown compute target', 'no-identity'],
    ['error when attempting to connect to the Azure Machine Learning token service', 'token-service'],
    ['job failed. 137:PodPattern matched: {"code":137}', 'proxy-exclusion'],
  ])('"%s" mean %s', (message, id) => {
    expect(idOf(PROBLEM_RULES, 'BadRequest', message)).toBe(id);
  });
});

describe('the choice of a rule', () => {
  it('takes the code before a code in the text, and that before words', () => {
    const text = 'The Kubernetes cluster is not reachable, says GenericClusterError';
    expect(idOf(PROBLEM_RULES, 'ClusterUnauthorized', text)).toBe('cluster-unauthorized');
    expect(idOf(PROBLEM_RULES, 'Other', text)).toBe('cluster-error');
    expect(idOf(PROBLEM_RULES, 'Other', text.slice(0, 40))).toBe('cluster-unreachable');
  });

  it('takes a general rule only where no specific one fits, whatever is its code', () => {
    expect(idOf(PROBLEM_RULES, 'InternalServerError', "last error 'Forbidden'")).toBe('workspace-access');
    expect(idOf(PROBLEM_RULES, 'InternalServerError', 'no more is known')).toBe('internal-error');
    expect(idOf(PROBLEM_RULES, 'InternalServerError', 'Please try again later.')).toBe('internal-error');
    expect(idOf(PROBLEM_RULES, 'InternalServerError', 'the subnet is full')).toBeUndefined();
  });

  it('heeds what the checks have seen', () => {
    const message = 'AzureML extension is not installed';
    expect(idOf(ATTACH_RULES, null, message, installed)).toBe('extension-hidden');
    expect(idOf(COMPUTE_RULES, 'ClusterServiceNotFound', '', installed)).toBe('extension-pods');
    expect(idOf(COMPUTE_RULES, 'ClusterServiceNotFound')).toBe('extension-missing');
  });

  it('takes a rule that needs words only where they stand', () => {
    const asks = 'Multi-factor authentication is required to create resources';
    expect(idOf(PROBLEM_RULES, 'RequestDisallowedByPolicy', asks)).toBe('sign-in-mfa');
    expect(idOf(PROBLEM_RULES, 'RequestDisallowedByPolicy', 'deny-public-ip')).toBe('policy');
  });

  it('knows two meanings of one code', () => {
    expect(idOf(PROBLEM_RULES, 'E45004')).toBe('training-off');
    expect(idOf(HEALTHCHECK_RULES, 'E45004')).toBe('healthcheck-legacy-role');
  });

  it('is undefined where nothing fits', () => {
    expect(idOf(PROBLEM_RULES, 'Mystery', 'something')).toBeUndefined();
    expect(idOf(PROBLEM_RULES, 'BadRequestFormat', 'another format')).toBeUndefined();
  });
});
