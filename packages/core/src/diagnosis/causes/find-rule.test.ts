import { describe, expect, it } from 'vitest';
import type { Check } from '../checks/check.js';
import { ATTACH_RULES } from './attach-rules.js';
import { COMPUTE_RULES } from './compute-rules.js';
import { EXTENSION_RULES } from './extension-rules.js';
import { findRule } from './find-rule.js';
import type { Rule } from './rule.js';

const PROBLEM_RULES = [...ATTACH_RULES, ...COMPUTE_RULES, ...EXTENSION_RULES];
const installed: Check[] = [{ id: 'extension', status: 'pass', evidence: '', fix: null, source: '' }];

function idOf(rules: readonly Rule[], code: string | null, message = '', checks: readonly Check[] = []) {
  return findRule({ code, message }, rules, checks)?.id;
}

describe.each([
  ['attaches', ATTACH_RULES],
  ['computes', COMPUTE_RULES],
  ['the extension', EXTENSION_RULES],
])('the rules of %s', (_family, rules) => {
  const coded = rules.filter(({ given }) => given === undefined);

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
      for (const text of [rule.cause, rule.fix, rule.source]) expect(text).toMatch(/^\S.{10,}[^.\s]$/);
    },
  );
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

  it.each([
    ['failed pre-install: pod healthcheck failed', 'install-healthcheck'],
    ['Error: Timed out waiting for the condition', 'install-timed-out'],
    ['cannot re-use a name that is still in use', 'install-name-taken'],
    ['Earlier operation for the helm chart is still in progress', 'install-busy'],
    [
      'unable to create new content in namespace azureml because it is being terminated',
      'install-terminating',
    ],
    ['cannot be imported into the current release: invalid ownership metadata', 'install-ownership'],
    ["didn't get any results with err {status not populated}", 'install-agents-offline'],
    ['Failed in download the Chart path not found', 'install-chart-missing'],
    ['AuthorizationFailed … managedclusters/extensionaddons/read', 'install-forbidden'],
    ['pod healthcheck failed … ErrorCode: E45005 ErrorMessage: x', 'healthcheck-legacy-deployment'],
    ['it failed', 'install-failed'],
  ])('"%s" of an extension mean %s', (message, id) => {
    expect(idOf(EXTENSION_RULES, 'ExtensionOperationFailed', message)).toBe(id);
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
  });

  it('heeds what the checks have seen', () => {
    const message = 'AzureML extension is not installed';
    expect(idOf(ATTACH_RULES, null, message, installed)).toBe('extension-hidden');
    expect(idOf(COMPUTE_RULES, 'ClusterServiceNotFound', '', installed)).toBe('extension-pods');
    expect(idOf(COMPUTE_RULES, 'ClusterServiceNotFound')).toBe('extension-missing');
  });

  it('knows two meanings of one code', () => {
    expect(idOf(PROBLEM_RULES, 'E45004')).toBe('training-off');
    expect(idOf(EXTENSION_RULES, 'E45004')).toBe('healthcheck-legacy-role');
  });

  it('is undefined where nothing fits', () => {
    expect(idOf(PROBLEM_RULES, 'Mystery', 'something')).toBeUndefined();
    expect(idOf(PROBLEM_RULES, 'BadRequestFormat', 'another format')).toBeUndefined();
  });
});
