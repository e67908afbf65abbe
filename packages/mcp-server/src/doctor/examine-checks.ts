import type { Check, ComputeClient, FoundCluster } from '@azureml-kubernetes/core';
import { parseAttachConfiguration } from '@azureml-kubernetes/core';
import type { Finding } from './finding.js';

/** More clusters than this are only counted, so that the report stays one and its requests few. */
const MAX_CLUSTERS = 10;

const VERDICTS: Readonly<Record<Check['status'], Finding['verdict']>> = {
  pass: 'ok',
  warn: 'warn',
  unknown: 'warn',
  fail: 'fail',
};

/** The checks of the workspace that every attach makes. A finding of its own reports whether it is there. */
export async function examineChecks(client: ComputeClient, signal: AbortSignal): Promise<Finding[]> {
  const { checks } = await client.checkWorkspace({ signal });
  return checks.filter(({ id, status }) => id !== 'workspace' || status !== 'pass').map(findingOf);
}

function findingOf({ id, status, evidence, fix }: Check): Finding {
  const base = { verdict: VERDICTS[status], subject: id, text: evidence };
  return fix === null ? base : { ...base, advice: fix };
}

/** What speaks against an attach of each cluster as it is. None of them has to be, so nothing here is a failure. */
export async function examineClusters(client: ComputeClient, signal: AbortSignal): Promise<Finding[]> {
  const { clusters, failures } = await client.findClusters({ signal });
  const shown = clusters.slice(0, MAX_CLUSTERS);
  return [
    ...failures.map(
      ({ kind, error }): Finding => ({
        verdict: 'warn',
        subject: `clusters (${kind})`,
        text: `they cannot be listed: ${error.code}`,
        advice: error.hint,
      }),
    ),
    summaryOf(clusters.length, shown.length),
    ...(await Promise.all(shown.map((found) => examineCluster(client, found, signal)))),
  ];
}

function summaryOf(found: number, shown: number): Finding {
  const subject = 'clusters';
  if (found === 0) {
    return {
      verdict: 'warn',
      subject,
      text: 'none is found in the subscription of the workspace',
      advice: 'Connect a cluster with Azure Arc there, or look with another role',
    };
  }
  return {
    verdict: 'ok',
    subject,
    text: found > shown ? `${found} found, of which ${shown} follow` : `${found} found`,
  };
}

/** The gravest first. */
const TROUBLES = ['fail', 'warn', 'unknown'] as const;

/** Roles are those of one attach, with its identity: compute_check_attach looks at them. */
const NOTHING_AGAINST_IT = 'nothing speaks against an attach; roles were not looked at';

async function examineCluster(
  client: ComputeClient,
  { cluster, attachedAs }: FoundCluster,
  signal: AbortSignal,
): Promise<Finding> {
  const configuration = parseAttachConfiguration({ resourceId: cluster.id });
  const { checks } = await client.checkAttach('doctor', configuration, { scope: 'cluster', signal });
  const [trouble] = TROUBLES.flatMap((status) => withStatus(checks, status));
  const subject = `cluster ${cluster.name}`;
  const uses = attachedAs.length === 0 ? '' : `; attached as ${attachedAs.join(', ')}`;
  if (trouble === undefined) return { verdict: 'ok', subject, text: `${NOTHING_AGAINST_IT}${uses}` };
  return {
    verdict: 'warn',
    subject,
    text: `${trouble.id}: ${trouble.evidence}${uses}`,
    ...(trouble.fix === null ? {} : { advice: trouble.fix }),
  };
}

function withStatus(checks: readonly Check[], status: Check['status']): Check[] {
  return checks.filter((check) => check.status === status);
}
