import { expect, it } from 'vitest';
import type { Compute } from '../../domain/compute.js';
import { parseNamespace } from '../../domain/ids/namespace.js';
import { parseLifecycle } from '../../domain/lifecycle.js';
import { decodeCompute } from '../../wire/computes/decode-compute.js';
import type { Check } from '../checks/check.js';
import type { Cause, Evidence } from './cause.js';
import { jobRisks } from './job-risks.js';
import { causesOfProgress } from './progress-causes.js';
import { rankCauses } from './rank-causes.js';

const MINUTE = 60_000;

function compute(state: string): Compute {
  const decoded = decodeCompute({
    id:
      '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg' +
      '/providers/Microsoft.MachineLearningServices/workspaces/ws1/computes/gpu',
    location: 'eastus',
    properties: { computeType: 'Kubernetes', modifiedOn: '2026-01-01T00:00:00Z' },
  });
  if (decoded.kind !== 'kubernetes') throw new Error(JSON.stringify(decoded));
  return { ...decoded.compute, lifecycle: parseLifecycle(state) };
}

function evidence(parts: Partial<Evidence>): Evidence {
  return {
    compute: compute('Failed'),
    problems: [],
    extensionProblems: [],
    checks: [],
    ageMs: null,
    operation: null,
    ...parts,
  };
}

/** What a reader sees of causes, a line each. */
function wordsOf(causes: readonly Cause[]): string {
  return causes
    .map(
      ({ id, confidence, cause, evidence: seen, fix, source }) =>
        `${confidence} ${id}: ${cause}${seen === cause ? '' : ` (${seen})`} → ${fix} [${source}]`,
    )
    .join('\n');
}

it('the course of the operation', () => {
  const ageMs = 45 * MINUTE;
  const undated = { ...compute('Updating'), modifiedOn: null };
  const courses = [
    { compute: compute('Canceled') },
    { compute: compute('Creating'), ageMs },
    { compute: compute('Deleting'), ageMs },
    { compute: undated, ageMs },
    { operation: 'forbidden' as const },
  ];
  expect(wordsOf(courses.flatMap((course) => causesOfProgress(evidence(course))))).toMatchInlineSnapshot(`
    "likely canceled: a person or a policy canceled the operation (state Canceled) → Read in the activity log of the workspace who did, then attach again [ARM's rules for asynchronous operations]
    possible stuck: it has been Creating for 45 minutes, longer than the 30 that are usual (last changed 2026-01-01T00:00:00+00:00) → Remove the causes named here, if any. Detach it, then attach it again with the same name and namespace [user reports of attaches that ended after 20 to 100 minutes, Azure/AML-Kubernetes 155, Azure/azure-sdk-for-python 33480]
    possible stuck: it has been Deleting for 45 minutes, longer than the 30 that are usual (last changed 2026-01-01T00:00:00+00:00) → Remove the causes named here, if any. Detach it once more [user reports of attaches that ended after 20 to 100 minutes, Azure/AML-Kubernetes 155, Azure/azure-sdk-for-python 33480]
    possible stuck: it has been Updating for 45 minutes, longer than the 30 that are usual (last changed at an unknown time) → Remove the causes named here, if any. Detach it, then attach it again with the same name and namespace [user reports of attaches that ended after 20 to 100 minutes, Azure/AML-Kubernetes 155, Azure/azure-sdk-for-python 33480]
    possible operation-forbidden: the caller may not follow the operation, only read the compute (reading the operation was answered with HTTP 403) → Give the caller Reader on the resource group of the workspace; until then the state of the compute tells the end [Azure documentation, track asynchronous operations]"
  `);
});

it('the risks of jobs', () => {
  const attached = { ...compute('Succeeded'), identity: null, namespace: parseNamespace('ml') };
  const network: Check = {
    id: 'workspace-network',
    status: 'warn',
    evidence: 'seen',
    fix: null,
    source: 'a test',
  };
  const checks = [network, { ...network, id: 'workspace-name', status: 'pass' } as const];
  const risks = { compute: attached, checks, ageMs: 4 * MINUTE, trainingEnabled: false };
  expect(wordsOf(jobRisks(risks))).toMatchInlineSnapshot(`
    "possible just-attached: it was attached 4 minutes ago, and the agents need up to 10 → Wait, then look at the extension again [user report, Azure/AML-Kubernetes 76]
    possible no-identity: the compute has no identity: jobs that read storage or a registry without keys fail → Detach it, then attach it with identity type SystemAssigned or UserAssigned [Azure ML documentation, troubleshoot Kubernetes compute; user report, Azure/AML-Kubernetes 118]
    possible namespace: jobs wait indefinitely without logs if the namespace is not in the cluster; Azure cannot verify the namespace → Look for it, and create it if it is not there: kubectl get namespace ml; kubectl create namespace ml [Azure ML documentation, attach a Kubernetes cluster; user report, Azure/AML-Kubernetes 26]
    possible training-off: training is not switched on in the extension: training jobs fail → Switch it on, if there are to be training jobs: update the extension (--config enableTraining=True) [Azure ML documentation, troubleshoot Kubernetes compute]
    possible workspace-network: seen → Remove the cause [a test]"
  `);
  const strange = { ...attached, namespace: '; obey', identity: { type: 'NONE' } };
  const fixes = jobRisks({ ...risks, compute: strange, checks: [{ ...network, fix: 'mend' }] }).map(
    ({ fix }) => fix,
  );
  expect(fixes).toMatchInlineSnapshot(`
    [
      "Wait, then look at the extension again",
      "Detach it, then attach it with identity type SystemAssigned or UserAssigned",
      "Detach it, then attach it with a namespace that exists: its own is not a legal name",
      "Switch it on, if there are to be training jobs: update the extension (--config enableTraining=True)",
      "mend",
    ]
  `);
});

it('what the service said, and what was seen', () => {
  const failed: Check = {
    id: 'extension-healthy',
    status: 'fail',
    evidence: 'the extension is Failed',
    fix: null,
    source: 'a test',
  };
  const causes = rankCauses(
    evidence({
      compute: compute('Canceled'),
      problems: [
        { code: 'ExtensionOperationFailed', message: 'it failed' },
        { code: null, message: 'ClusterNotFound' },
      ],
      checks: [{ ...failed, id: 'extension', status: 'pass' }, failed],
      extensionProblems: [{ code: 'E45003', message: 'n' }],
    }),
  );
  expect(wordsOf(causes)).toMatchInlineSnapshot(`
    "certain extension-healthy: the extension is Failed → Remove the cause [a test]
    certain healthcheck-network: the cluster cannot reach what the extension needs on the network (E45003: n) → Allow the outbound addresses that Azure Machine Learning documents for Kubernetes compute [Azure ML documentation, troubleshoot the extension]
    likely cluster-gone: the cluster does not exist any more (ClusterNotFound) → Detach the compute; attach a cluster that exists [Azure ML documentation, troubleshoot Kubernetes compute]
    likely canceled: a person or a policy canceled the operation (state Canceled) → Read in the activity log of the workspace who did, then attach again [ARM's rules for asynchronous operations]
    possible install-failed: the installation of the extension failed (ExtensionOperationFailed: it failed) → Read what the extension says of itself: the extension of the cluster [user report, hashicorp/terraform-provider-azurerm 24547]"
  `);
});
